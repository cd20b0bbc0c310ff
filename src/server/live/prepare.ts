import { createHash } from 'node:crypto'
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
  print,
  specifiedRules,
  validate,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { ChangeArguments, LivePorts } from './live-ports.ts'

export interface LiveRequest {
  query: string
  operationName?: string | null
  variables?: Record<string, unknown> | null
}

export interface Prepared {
  document: DocumentNode
  operation: OperationDefinitionNode
  variables: Record<string, unknown>
  args: ChangeArguments
  /** Equal for requests whose results are the same bytes: where a client starts is not part of it. */
  key: string
}

interface Parsed {
  document: DocumentNode
  errors: readonly GraphQLError[]
  id: string
}

/** Parses and validates each document once. Throws an array of GraphQLErrors a client may see. */
export function createPrepare({
  schema,
  rules,
  maxTokens,
}: Pick<LivePorts, 'schema' | 'rules' | 'maxTokens'>) {
  const known = new LRUCache<string, Parsed>({ max: 500 })

  function read(query: string): Parsed {
    const cached = known.get(query)
    if (cached) return cached
    const document = parse(query, { maxTokens })
    const parsed = {
      document,
      errors: validate(schema, document, [...specifiedRules, ...rules], { maxErrors: 20 }),
      id: idOf(document),
    }
    known.set(query, parsed)
    return parsed
  }

  return ({ query, operationName, variables }: LiveRequest): Prepared => {
    const { document, errors, id } = parseOrThrow(() => read(query))
    if (errors.length > 0) throw errors.map(asValidationError)
    const operation = getOperationAST(document, operationName)
    if (!operation)
      throw [
        coded(
          operationName
            ? `The document has no operation \`${operationName}\`.`
            : 'Name one of the operations of the document.',
          'OPERATION_RESOLUTION_FAILURE',
        ),
      ]
    const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, {
      maxErrors: 10,
    })
    if (values.errors) throw values.errors.map(({ message }) => coded(message, 'BAD_USER_INPUT'))
    return {
      document,
      operation,
      variables: variables ?? {},
      ...readSubscription(document, operation, values.coerced, variables ?? {}, id),
    }
  }

  function readSubscription(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    coerced: Record<string, unknown>,
    variables: Record<string, unknown>,
    id: string,
  ) {
    const field = operation.selectionSet.selections.find((node): node is FieldNode => node.kind === 'Field')
    const definition = field && schema.getSubscriptionType()?.getFields()[field.name.value]
    if (operation.operation !== 'subscription') return { args: {}, key: '' }
    if (!definition || !field)
      throw [coded('Name the field of a subscription directly, not through a fragment.', 'BAD_USER_INPUT')]
    const args: ChangeArguments = getArgumentValues(definition, field, coerced)
    return { args, key: keyOf(id, document, operation, field, variables) }
  }
}

function parseOrThrow<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof GraphQLError) throw [coded(error.message, 'GRAPHQL_PARSE_FAILED')]
    throw error
  }
}

function asValidationError(error: GraphQLError): GraphQLError {
  const { originalError } = error
  const code =
    originalError && 'code' in originalError ? String(originalError.code) : 'GRAPHQL_VALIDATION_FAILED'
  return new GraphQLError(error.message, { nodes: error.nodes, originalError, extensions: { code } })
}

function coded(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}

function idOf(document: DocumentNode): string {
  return createHash('sha256').update(print(document)).digest('base64url')
}

/** The variable of `after` is left out, provided that nothing else uses it. */
function keyOf(
  id: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  variables: Record<string, unknown>,
): string {
  const after = field.arguments?.find(({ name }) => name.value === 'after')?.value
  const name = after?.kind === 'Variable' ? after.name.value : null
  const shared = Object.entries(variables).filter(([key]) => key !== name || uses(document, key) > 1)
  return `${id} ${operation.name?.value ?? ''} ${JSON.stringify(shared.sort(([a], [b]) => (a < b ? -1 : 1)))}`
}

function uses(document: DocumentNode, name: string): number {
  let count = 0
  visit(document, {
    VariableDefinition: () => false,
    Variable(node) {
      if (node.name.value === name) count += 1
    },
  })
  return count
}
