import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { Caller } from '../../model/access.ts'
import { tooComplex } from '../query-limits.ts'
import { queryCost } from './query-cost.ts'
import type { Allowance, RateLimits } from './rate-limits.ts'

export interface Operation {
  document: DocumentNode
  operationName?: string | null
  variables?: Record<string, unknown> | null
}

export interface QueryMeter {
  /** What the operation may cost at most. Throws a `GraphQLError` (QUERY_TOO_COMPLEX) above the gateway's bound. */
  costOf(operation: Operation): number
  /** Takes the cost from the caller's points; returns the headers that tell. Throws `RateLimited`. */
  charge(caller: Caller, cost: number): Promise<Record<string, string>>
}

export function createQueryMeter(ports: {
  schema: GraphQLSchema
  maxCost: number
  rates: Pick<RateLimits, 'spend'>
}): QueryMeter {
  const { schema, maxCost, rates } = ports
  return {
    costOf({ document, operationName, variables }) {
      const cost = queryCost(schema, document, operationName, variables)
      if (cost <= maxCost) return cost
      throw tooComplex(
        `The query may cost ${cost.toLocaleString('en')} points, more than the ${maxCost.toLocaleString('en')} that one may. Ask for smaller pages or fewer fields.`,
      )
    },
    charge: async (caller, cost) => headersOf(cost, await rates.spend(caller, cost)),
  }
}

/** As the IETF's draft of RateLimit headers has them: `q` and `r` in points, `w` and `t` in seconds. */
function headersOf(cost: number, { limit, remaining, resetSeconds }: Allowance): Record<string, string> {
  const own = { 'x-query-cost': String(Math.ceil(cost)) }
  if (limit === null) return own
  return {
    ...own,
    'ratelimit-policy': `"cost";q=${limit};w=60`,
    ratelimit: `"cost";r=${remaining};t=${resetSeconds}`,
  }
}
