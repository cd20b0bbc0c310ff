import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  Kind,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { assumedListSize, defaultPageSize, fieldWeights, pageFields } from './cost-model.ts'

type Variables = Record<string, unknown>
type Composite = GraphQLObjectType | GraphQLInterfaceType

interface Scope {
  schema: GraphQLSchema
  fragments: Map<string, FragmentDefinitionNode>
  variables: Variables
  /** Of fragments by name and page size: one that is spread a thousand times is counted once and added. */
  known: Map<string, number>
}

/**
 * Points an operation may cost at most: one for each field of each entry it asks for, more for what is dear (see
 * `cost-model.ts`). Linear in the size of the document, whatever its fragments multiply to; `Infinity` is possible.
 */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables | null | undefined,
): number {
  const operation = getOperationAST(document, operationName)
  const root = operation && schema.getRootType(operation.operation)
  if (!root) return 0
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
  )
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  return costOf(operation.selectionSet, root, null, {
    schema,
    fragments: new Map(fragments.map((each) => [each.name.value, each])),
    variables: { ...Object.fromEntries(defaults), ...variables },
    known: new Map(),
  })
}

function costOf(set: SelectionSetNode, type: Composite, page: number | null, scope: Scope): number {
  let cost = 0
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) cost += costOfField(node, type, page, scope)
    else if (node.kind === Kind.FRAGMENT_SPREAD) cost += costOfFragment(node.name.value, type, page, scope)
    else {
      const condition = node.typeCondition && scope.schema.getType(node.typeCondition.name.value)
      cost += costOf(node.selectionSet, isComposite(condition) ? condition : type, page, scope)
    }
  }
  return cost
}

function costOfFragment(name: string, type: Composite, page: number | null, scope: Scope): number {
  const key = `${name} ${page}`
  const known = scope.known.get(key)
  if (known !== undefined) return known
  // A fragment within itself is refused by validation; here it only must not run for ever.
  scope.known.set(key, 0)
  const fragment = scope.fragments.get(name)
  if (!fragment) return 0
  const condition = scope.schema.getType(fragment.typeCondition.name.value)
  const cost = costOf(fragment.selectionSet, isComposite(condition) ? condition : type, page, scope)
  scope.known.set(key, cost)
  return cost
}

function costOfField(node: FieldNode, type: Composite, page: number | null, scope: Scope): number {
  const field = type.getFields()[node.name.value]
  // Of introspection: as any leaf.
  if (!field) return 1
  const weight = fieldWeights[`${type.name}.${field.name}`] ?? 1
  const inner = getNamedType(field.type)
  if (!node.selectionSet || !isComposite(inner)) return weight
  const pages = field.args.some(({ name }) => name === 'first' || name === 'last')
  const own = pages ? pageSize(node, scope.variables) : null
  if (own !== null && isList(field.type)) return weight + own * costOf(node.selectionSet, inner, null, scope)
  if (own !== null) return weight + costOf(node.selectionSet, inner, own, scope)
  const size = isList(field.type) ? (page !== null && pageFields.has(field.name) ? page : assumedListSize) : 1
  return weight + size * costOf(node.selectionSet, inner, null, scope)
}

/** What the field asks for; nonsense is refused elsewhere and counted as the usual page here. */
function pageSize(node: FieldNode, variables: Variables): number {
  const sizes = (node.arguments ?? [])
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => numberIn(value, variables))
    .filter((size) => size !== null)
  return sizes.length > 0 ? Math.max(...sizes) : defaultPageSize
}

function numberIn(value: ValueNode, variables: Variables): number | null {
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : 'value' in value && value.value
  const number = given === null || given === undefined ? Number.NaN : Number(given)
  return Number.isFinite(number) && number >= 0 ? number : null
}

function isComposite(type: unknown): type is Composite {
  return type instanceof GraphQLObjectType || type instanceof GraphQLInterfaceType
}

function isList(type: GraphQLOutputType): boolean {
  if (type instanceof GraphQLNonNull) return isList(type.ofType)
  return type instanceof GraphQLList
}
