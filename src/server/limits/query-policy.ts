import { GraphQLError, NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql'
import { limitRules } from '../query-limits.ts'
import { anyDocument, type DocumentPolicy, registeredOnly } from './document-policy.ts'

export interface QueryPolicyOptions {
  /** Points one operation may cost at most. */
  maxCost?: number
  /** Whether the schema may be asked for. */
  introspection?: boolean
  /** Whether a mistake is answered with the names that were perhaps meant. */
  suggestions?: boolean
  /** Folder of the only documents that are answered; any when absent. */
  persistedOnly?: string | null
  /** Milliseconds an answer may take; 20 s when absent. */
  timeoutMs?: number
}

/** What holds for every document, whatever way it comes in. */
export interface QueryPolicy {
  rules: ValidationRule[]
  maxCost: number
  introspection: boolean
  suggestions: boolean
  documents: DocumentPolicy
  timeoutMs: number
}

/** Five thousand events with a hundred fields each: a second of one processor. */
const defaultMaxCost = 500_000

export function createQueryPolicy(options: QueryPolicyOptions = {}): QueryPolicy {
  const { introspection = true, persistedOnly = null, timeoutMs = 20_000 } = options
  return {
    rules: introspection ? limitRules : [...limitRules, NoSchemaIntrospectionCustomRule, noServiceRule],
    maxCost: options.maxCost ?? defaultMaxCost,
    introspection,
    suggestions: options.suggestions ?? introspection,
    documents: persistedOnly === null ? anyDocument() : registeredOnly(persistedOnly),
    timeoutMs,
  }
}

/** Federation's own way to ask for the schema. */
const noServiceRule: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value !== '_service' || context.getParentType() !== context.getSchema().getQueryType())
      return
    context.reportError(new GraphQLError('The schema of this gateway is not told.', { nodes: node }))
  },
})
