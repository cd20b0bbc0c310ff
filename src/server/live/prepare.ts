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
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Caller, nobody } from '../../model/access.ts'
import type { ChangeArguments, LivePorts } from './live-ports.ts'
import { type OperationKeys, operationKeys } from './operation-keys.ts'

export interface LiveRequest {
  query: string
  operationName?: string | null
  variables?: Record<string, unknown> | null
}

export interface Prepared extends OperationKeys {
  caller: Caller
  document: DocumentNode
  operation: OperationDefinitionNode
  variables: Record<string, unknown>
  args: ChangeArguments
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
  checkDocument,
}: Pick<LivePorts, 'schema' | 'rules' | 'maxTokens' | 'checkDocument'>) {
  const known = new LRUCache<string, Parsed>({ max: 500 })

  function read(query: string): Parsed {
    const cached = known.get(query)
    if (cached) return cached
    checkDocument(query)
    const document = parse(query, { maxTokens })
    const parsed = {
      document,
      errors: validate(schema, document, [...specifiedRules, ...rules], { maxErrors: 20 }),
      id: idOf(document),
    }
    known.set(query, parsed)
    return parsed
  }

  return ({ query, operationName, variables }: LiveRequest, caller: Caller = nobody): Prepared => {
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
    const keyed = readSubscription(document, operation, values.coerced, variables ?? {}, id)
    return {
      caller,
      document,
      operation,
      variables: variables ?? {},
      args: keyed.args,
      // Callers with the same rights share work, others do not.
      key: `${caller.scope} ${keyed.key}`,
      resultKey: `${caller.scope} ${keyed.resultKey}`,
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
    if (operation.operation !== 'subscription') return { args: {}, key: '', resultKey: '' }
    if (!definition || !field)
      throw [coded('Name the field of a subscription directly, not through a fragment.', 'BAD_USER_INPUT')]
    const args: ChangeArguments = getArgumentValues(definition, field, coerced)
    return { args, ...operationKeys(id, document, operation, field, variables) }
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
