import { type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import { GraphQLError } from 'graphql'
import { RateLimited } from '../../model/errors.ts'
import type { Context } from '../../read/context.ts'
import { errorCodes, isErrorCode } from '../error-codes.ts'
import type { QueryMeter } from './query-meter.ts'

/** Points a document costs that is refused before it runs: reading it was work too. */
const refusedCost = 20

/** Weighs and charges each operation before it runs, and tells its cost in the answer's headers. */
export function meterQueries(meter: QueryMeter): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      let charged = false
      return {
        didResolveOperation: async ({ document, operationName, request, contextValue, response }) => {
          charged = true
          try {
            const cost = meter.costOf({ document, operationName, variables: request.variables })
            // What was tried in front of Apollo has been charged there.
            const headers = contextValue.charged ?? (await meter.charge(contextValue.caller, cost))
            for (const [name, value] of Object.entries(headers)) response.http.headers.set(name, value)
          } catch (error) {
            throw asHttp(error)
          }
        },
        didEncounterErrors: async ({ contextValue }) => {
          if (charged) return
          charged = true
          // What it broke is told even to someone who has nothing left.
          await meter.charge(contextValue.caller, refusedCost).catch(() => {})
        },
      }
    },
  }
}

/** Apollo takes the status and headers of a refusal from here. */
function asHttp(error: unknown): unknown {
  const cause = error instanceof GraphQLError ? error.originalError : error
  const code = (cause as { code?: unknown } | undefined)?.code
  if (!(cause instanceof Error) || !isErrorCode(code)) return error
  const headers = new HeaderMap()
  if (cause instanceof RateLimited) headers.set('retry-after', String(cause.retryAfterSeconds))
  // In Apollo's words; other libraries of GraphQL declare a shape of their own for it.
  const extensions: Record<string, unknown> = { http: { status: errorCodes[code], headers } }
  return new GraphQLError(cause.message, { originalError: cause, extensions })
}
