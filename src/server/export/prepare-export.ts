import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql'
import { limitRules, queryLimits } from '../query-limits.ts'
import type { ExportRequest } from './read-request.ts'

export interface ExportOperation {
  operation: OperationDefinitionNode
  fragments: Map<string, FragmentDefinitionNode>
  /** As the client sent them, and as the schema reads them. */
  variables: Record<string, unknown>
  coerced: Record<string, unknown>
}

/** Parses and validates as a plain request would be. Throws an array of `GraphQLError`s a client may see. */
export function prepareExport(
  schema: GraphQLSchema,
  { query, operationName, variables }: ExportRequest,
  rules: ValidationRule[] = limitRules,
): ExportOperation {
  const document = parseOrThrow(query)
  const invalid = validate(schema, document, [...specifiedRules, ...rules], { maxErrors: 20 })
  if (invalid.length > 0) throw invalid.map(asValidationError)
  const operation = getOperationAST(document, operationName)
  if (!operation) throw [coded('Name one of the operations of the document.', 'OPERATION_RESOLUTION_FAILURE')]
  if (operation.operation !== 'query')
    throw [coded(`A table comes from a query, not from a ${operation.operation}.`, 'BAD_REQUEST')]
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 10 })
  if (values.errors) throw values.errors.map(({ message }) => coded(message, 'BAD_USER_INPUT'))
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  return {
    operation,
    variables,
    coerced: values.coerced,
    fragments: new Map(fragments.map((each) => [each.name.value, each])),
  }
}

function parseOrThrow(query: string) {
  try {
    return parse(query, { maxTokens: queryLimits.tokens })
  } catch (error) {
    if (error instanceof GraphQLError) throw [coded(error.message, 'GRAPHQL_PARSE_FAILED')]
    throw error
  }
}

function asValidationError(error: GraphQLError): GraphQLError {
  const { nodes, originalError } = error
  return new GraphQLError(error.message, {
    nodes,
    originalError,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  })
}

function coded(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}
