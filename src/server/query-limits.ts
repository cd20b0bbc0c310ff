import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth'
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives'
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql'
import { BulletinError } from '../model/errors.ts'

/** Bounds no honest query meets: fifty pages of a source by alias are one, a thousand are not. */
export const queryLimits = { depth: 16, aliases: 250, directives: 50, tokens: 10_000 }

const report = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, { message }: GraphQLError) =>
      context?.reportError(tooComplex(message.replace('Syntax Error: ', ''))),
  ],
}

export const limitRules: ValidationRule[] = [
  maxDepthRule({ ...report, n: queryLimits.depth, flattenFragments: true }),
  maxAliasesRule({ ...report, n: queryLimits.aliases, allowList: [] }),
  maxDirectivesRule({ ...report, n: queryLimits.directives }),
]

export function tooComplex(message: string): GraphQLError {
  // The cause survives Apollo's own wrapping, the code would not.
  return new GraphQLError(message, { originalError: new QueryTooComplex(message) })
}

export class QueryTooComplex extends BulletinError {
  readonly code = 'QUERY_TOO_COMPLEX'
}
