import {
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { pagedArguments, pageInfoNode, selectionOf } from './page-nodes.ts'
import type { ExportOperation } from './prepare-export.ts'
import { selectedFields } from './selected-fields.ts'
import type { Paging, TableField, TablePlan } from './table-plan.ts'

interface Scope {
  /** Name of what is selected here, for columns: `country.`. */
  prefix: string
  /** Response keys from the root. */
  path: string[]
  /** How many lists lie above. */
  lists: number
}

interface Planned {
  field: TableField | null
  node: FieldNode
}

/**
 * The columns and rows of the one list a query asks for. Of the lists inside it one may be unrolled into rows of
 * its own, its parents repeated. Throws `GraphQLError`s that say what to do where the selection fits no table.
 */
export function planTable(schema: GraphQLSchema, asked: ExportOperation): TablePlan {
  const columns: string[] = []
  let paging: Paging | null = null

  function planObject(type: GraphQLObjectType, nodes: FieldNode[], scope: Scope) {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    const planned = [...selectedFields(type, sets, asked)].map(([key, found]) =>
      planField(type, key, found, scope),
    )
    const lists = planned.flatMap(({ field }) => (field && holdsRows(field) ? [field.key] : []))
    if (lists.length > 1) throw severalLists(lists)
    return { fields: planned.flatMap(({ field }) => field ?? []), nodes: planned.map(({ node }) => node) }
  }

  function planField(parent: GraphQLObjectType, key: string, nodes: FieldNode[], scope: Scope): Planned {
    const [node] = nodes as [FieldNode]
    const name = node.name.value
    const field = name === '__typename' ? null : parent.getFields()[name]!
    const isItems = isConnection(parent) && ['nodes', 'edges'].includes(name)
    const isRoot = parent === schema.getQueryType()
    const inner = isItems || isRoot ? '' : `${key}.`
    const type = field && getNullableType(field.type)
    if (!type || !isCompositeType(getNamedType(type))) {
      const column = columns.push(scope.prefix + key) - 1
      return { node, field: { kind: isRoot && isListType(type) ? 'values' : 'cell', key, column } }
    }
    const named = objectOf(type)
    // Pages are walked through for the reader: where one lies tells nothing about a row.
    if (named.name === 'PageInfo') return { node: { ...node, selectionSet: plainSelection }, field: null }
    if (isListType(type) && scope.lists === 2) throw severalLists([scope.path.at(-1)!, key])
    const next = {
      prefix: scope.prefix + inner,
      path: [...scope.path, key],
      lists: scope.lists + (isListType(type) ? 1 : 0),
    }
    const connection = isConnection(named) && planConnection(node, field!, next)
    const { fields, nodes: selections } = planObject(named, nodes, next)
    return {
      field: { kind: isListType(type) ? 'list' : 'object', key, fields },
      node: {
        ...node,
        directives: [],
        arguments: connection ? pagedArguments(node) : node.arguments,
        selectionSet: selectionOf([...selections, ...(connection ? [pageInfoNode] : [])]),
      },
    }
  }

  /** True where the pages of the connection are to be walked through. */
  function planConnection(
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    { lists, path }: Scope,
  ): boolean {
    const { first, after, last, before } = getArgumentValues(field, node, asked.coerced)
    if (last != null || before) return false
    if (lists === 0 && !paging) {
      if (typeof first === 'number' && first < 0) return false
      paging = { path, total: (first as number) ?? null, after: (after as string) || null }
      return true
    }
    if (first == null)
      throw unfit(
        `\`${path.join('.')}\` lies inside another list and cannot be paged through. Give it \`first\`, or ask for it at the top of the query.`,
      )
    return false
  }

  const root = schema.getQueryType()!
  const top = selectedFields(root, [asked.operation.selectionSet], asked)
  const keys = [...top.keys()].filter((key) => top.get(key)![0]!.name.value !== '__typename')
  if (keys.length !== 1)
    throw unfit(`A table comes from one field; the query asks for ${keys.length}. Send a query for each.`)
  const { field, node } = planField(root, keys[0]!, top.get(keys[0]!)!, { prefix: '', path: [], lists: 0 })
  if (!field || field.kind === 'cell') throw unfit('A single value is no table. Ask for a list.')
  checkNames(columns)
  return { columns, field, paging, selectionSet: selectionOf([node]) }
}

const plainSelection: SelectionSetNode = selectionOf([
  { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } },
])

function objectOf(type: GraphQLOutputType): GraphQLObjectType {
  const named = getNamedType(type)
  if (isObjectType(named)) return named
  throw unfit(`\`${named.name}\` may be of several types, which have no columns in common.`)
}

function isConnection(type: GraphQLObjectType): boolean {
  const fields = type.getFields()
  return 'pageInfo' in fields && 'nodes' in fields && 'edges' in fields
}

function holdsRows(field: TableField): boolean {
  return field.kind === 'list' || (field.kind === 'object' && field.fields.some(holdsRows))
}

function severalLists(keys: string[]): GraphQLError {
  const names = keys.map((key) => `\`${key}\``).join(' and ')
  return unfit(
    `Each row can repeat for one list only, and ${names} are several. Keep one of them and send a query of its own for the other.`,
  )
}

function checkNames(columns: string[]): void {
  const twice = columns.find((name, at) => columns.indexOf(name) !== at)
  if (twice) throw unfit(`Two columns would be named \`${twice}\`. Give one of the fields an alias.`)
}

function unfit(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}
