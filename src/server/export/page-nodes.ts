import {
  type ArgumentNode,
  type FieldNode,
  Kind,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql'
import { pagingNames } from './table-plan.ts'

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const
const variableNode = (name: string) => ({ kind: Kind.VARIABLE, name: nameNode(name) }) as const
const fieldNode = (name: string): FieldNode => ({ kind: Kind.FIELD, name: nameNode(name) })

export function selectionOf(selections: FieldNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections }
}

/** Where the page lies, under a name no client can mean. */
export const pageInfoNode: FieldNode = {
  ...fieldNode('pageInfo'),
  alias: nameNode(pagingNames.pageInfo),
  selectionSet: selectionOf([fieldNode('hasNextPage'), fieldNode('endCursor')]),
}

/** The client's arguments with our own page in place of its `first` and `after`. */
export function pagedArguments({ arguments: given = [] }: FieldNode): ArgumentNode[] {
  const kept = given.filter(({ name }) => !['first', 'after', 'last', 'before'].includes(name.value))
  const ours = (['first', 'after'] as const).map(
    (name): ArgumentNode => ({
      kind: Kind.ARGUMENT,
      name: nameNode(name),
      value: variableNode(pagingNames[name]),
    }),
  )
  return [...kept, ...ours]
}

export const pagingVariables: VariableDefinitionNode[] = [
  [pagingNames.first, 'Int'] as const,
  [pagingNames.after, 'String'] as const,
].map(([name, type]) => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: variableNode(name),
  type: { kind: Kind.NAMED_TYPE, name: nameNode(type) },
}))
