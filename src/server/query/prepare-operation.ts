import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  specifiedRules,
  validate,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { QueryMeter } from '../limits/query-meter.ts'
import type { QueryPolicy } from '../limits/query-policy.ts'
import { queryLimits } from '../query-limits.ts'
import type { Run } from './compile-field.ts'
import { compileObjectPiece, type Write } from './compile-piece.ts'
import type { FragmentCache } from './fragment-cache.ts'
import type { MaybePromise, Piece } from './piece.ts'
import { PlainWay } from './plain-way.ts'
import { select } from './selection.ts'

export interface PreparedOperation {
  /** Its own among all that were prepared. */
  number: number
  /** Points it costs. Throws where that is more than one may. */
  costOf(variables: Record<string, unknown>): number
  /** The client's variables as the schema reads them. Throws `PlainWay` where they do not fit. */
  coerce(variables: Record<string, unknown>): Record<string, unknown>
  /** JSON of `data`. Throws `PlainWay`, at once or late. */
  run(run: Run): MaybePromise<Piece>
}

export interface PreparePorts {
  schema: GraphQLSchema
  fragments: FragmentCache
  policy: Pick<QueryPolicy, 'rules' | 'documents'>
  meter: Pick<QueryMeter, 'costOf'>
}

const maxVariants = 16
let last = 0

/** Parses, validates and readies one operation of a document; null for what graphql-js has to answer. */
export function prepareOperation(
  ports: PreparePorts,
  query: string,
  operationName: string | undefined,
): PreparedOperation | null {
  const operation = readOperation(ports, query, operationName)
  if (!operation) return null
  const { schema, fragments, meter } = ports
  const { document, definition } = operation
  const sizes = sizesOf(definition)
  const costs = new LRUCache<string, number>({ max: 100 })
  const conditions = conditionsOf(operation)
  const variants = new LRUCache<string, { write: Write | null }>({ max: maxVariants })

  function variantOf(variables: Record<string, unknown>): Write | null {
    const key = JSON.stringify(conditions.map((name) => variables[name] ?? null))
    const known = variants.get(key)
    if (known) return known.write
    const write = compile(schema, operation!, variables, fragments)
    variants.set(key, { write })
    return write
  }

  return {
    number: ++last,
    costOf: (variables) => {
      const key = JSON.stringify(sizes.map((name) => variables[name] ?? null))
      const known = costs.get(key)
      if (known !== undefined) return known
      const cost = meter.costOf({ document, operationName, variables })
      costs.set(key, cost)
      return cost
    },
    coerce: (variables) => {
      const { coerced } = getVariableValues(schema, definition.variableDefinitions ?? [], variables, {
        maxErrors: 1,
      })
      if (!coerced) throw new PlainWay('A variable is refused.')
      return coerced
    },
    run: (run) => {
      const write = variantOf(run.variables)
      if (!write) throw new PlainWay('The operation is not ours to run.')
      return write(undefined, run)
    },
  }
}

interface Operation {
  document: DocumentNode
  definition: OperationDefinitionNode
  fragments: Map<string, FragmentDefinitionNode>
}

function readOperation(
  { schema, policy }: PreparePorts,
  query: string,
  operationName: string | undefined,
): Operation | null {
  try {
    policy.documents.check(query)
    const document = parse(query, { maxTokens: queryLimits.tokens })
    if (validate(schema, document, [...specifiedRules, ...policy.rules], { maxErrors: 1 }).length) return null
    const definition = getOperationAST(document, operationName)
    if (definition?.operation !== 'query') return null
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    return { document, definition, fragments: new Map(fragments.map((node) => [node.name.value, node])) }
  } catch {
    return null
  }
}

/** Variables that a cost can depend on: how much of a list is asked for. */
function sizesOf({ variableDefinitions = [] }: OperationDefinitionNode): string[] {
  const sizes = variableDefinitions.filter(({ type }) => print(type).replace('!', '') === 'Int')
  return sizes.map(({ variable }) => variable.name.value)
}

/** Variables that decide which fields are asked for. */
function conditionsOf({ definition, fragments }: Operation): string[] {
  const names = new Set<string>()
  for (const node of [definition, ...fragments.values()])
    visit(node, {
      Directive({ arguments: given = [] }) {
        for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
      },
    })
  return [...names]
}

function compile(
  schema: GraphQLSchema,
  { definition, fragments }: Operation,
  variables: Record<string, unknown>,
  kept: FragmentCache,
): Write | null {
  try {
    const selected = select(schema.getQueryType()!, [definition.selectionSet], { fragments, variables })
    return compileObjectPiece(selected, kept)
  } catch (error) {
    if (error instanceof PlainWay) return null
    throw error
  }
}
