import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { type CollectOptions, collectFields } from './collect-fields.ts'
import { fixedByDatabase, fixedByRevision } from './field-facts.ts'
import { PlainWay } from './plain-way.ts'

/** A field of an object as asked for: merged, with its conditions decided. */
export interface SelectedField {
  key: string
  parent: GraphQLObjectType
  /** Null for `__typename`. */
  field: GraphQLField<unknown, unknown> | null
  node: FieldNode
  /** What is asked of its object; empty for a leaf. */
  children: SelectedField[]
  /** Whether an event lies in it, itself included. */
  holdsEvent: boolean
  /** Whether its value is fixed by the revision of the event it is asked of. */
  fixed: boolean
  /** Text that is the same for fields that say the same. */
  text: string
  /** Variables its value depends on. */
  variables: ReadonlySet<string>
}

/** The tree of what is asked of an object type. Throws `PlainWay` for what only graphql-js can run. */
export function select(
  type: GraphQLObjectType,
  sets: SelectionSetNode[],
  options: CollectOptions,
): SelectedField[] {
  return [...collectFields(sets, options)].map(([key, nodes]) => selectField(type, key, nodes, options))
}

function selectField(
  parent: GraphQLObjectType,
  key: string,
  nodes: FieldNode[],
  options: CollectOptions,
): SelectedField {
  const [node] = nodes as [FieldNode, ...FieldNode[]]
  const name = node.name.value
  // An object's own `__proto__` cannot be set by assignment.
  if (key === '__proto__') throw new PlainWay('A key of its own kind.')
  if (name === '__typename') {
    const text = `${key}:__typename`
    return {
      key,
      parent,
      field: null,
      node,
      children: [],
      holdsEvent: false,
      fixed: true,
      text,
      variables: new Set(),
    }
  }
  const field = parent.getFields()[name]
  if (!field || !fixedByDatabase[parent.name]?.has(name))
    throw new PlainWay(`Nothing is stated of ${parent.name}.${name}.`)
  const type = getNamedType(field.type)
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  const children = childrenOf(type, sets, options)
  const { text, variables } = argumentsText(node)
  for (const child of children) for (const variable of child.variables) variables.add(variable)
  return {
    key,
    parent,
    field,
    node,
    children,
    holdsEvent: type.name === 'Event' || children.some(({ holdsEvent }) => holdsEvent),
    fixed: (fixedByRevision[parent.name]?.has(name) ?? false) && children.every(({ fixed }) => fixed),
    text: `${key}:${name}${text}${children.length ? `{${children.map((child) => child.text).join(' ')}}` : ''}`,
    variables,
  }
}

function childrenOf(
  type: GraphQLNamedType,
  sets: SelectionSetNode[],
  options: CollectOptions,
): SelectedField[] {
  if (isLeafType(type)) return []
  if (isObjectType(type)) return select(type, sets, options)
  throw new PlainWay(`${type.name} is only known at run time.`)
}

function argumentsText(node: FieldNode): { text: string; variables: Set<string> } {
  const variables = new Set<string>()
  for (const argument of node.arguments ?? [])
    visit(argument, {
      [Kind.VARIABLE]: ({ name }: { name: { value: string } }) => void variables.add(name.value),
    })
  const text = node.arguments?.length ? `(${node.arguments.map(print).join(',')})` : ''
  return { text, variables }
}
