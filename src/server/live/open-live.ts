import type { ApolloServer } from '@apollo/server'
import { HeaderMap } from '@apollo/server'
import type { GraphQLSchema } from 'graphql'
import type { Authenticator } from '../../access/create-authenticator.ts'
import type { Caller } from '../../model/access.ts'
import { withDeadline } from '../../model/deadline.ts'
import type { Context, ContextFactory } from '../../read/context.ts'
import { createChangeFeed } from '../../read/live/change-feed.ts'
import { createHub } from '../../read/live/hub.ts'
import type { Store } from '../../store/types.ts'
import type { Identify } from '../access/authenticate.ts'
import { createFormatError } from '../format-error.ts'
import type { QueryMeter } from '../limits/query-meter.ts'
import type { QueryPolicy } from '../limits/query-policy.ts'
import type { RateLimits } from '../limits/rate-limits.ts'
import { queryLimits } from '../query-limits.ts'
import type { ServerLog } from '../server-log.ts'
import { createLiveOperations, type LiveOperations } from './live-operations.ts'
import type { LiveLimits } from './live-ports.ts'
import type { LiveRequest } from './prepare.ts'

export interface Live extends AsyncDisposable {
  operations: LiveOperations
  limits: LiveLimits
  answerOnce(request: LiveRequest, caller: Caller): Promise<unknown>
  identify: Identify
  watch: Authenticator['watch']
  onFault(error: unknown): void
  random(): number
}

/** What the streaming transports share: one follower of the log, operations, limits. */
export function openLive(ports: {
  store: Store
  schema: GraphQLSchema
  apollo: ApolloServer<Context>
  contexts: ContextFactory
  limits: LiveLimits
  log: ServerLog
  identify: Identify
  watch: Authenticator['watch']
  policy: QueryPolicy
  meter: QueryMeter
  rates: Pick<RateLimits, 'subscribe'>
}): Live {
  const { store, schema, apollo, contexts, limits, log, identify, watch, policy, meter, rates } = ports
  const feed = createChangeFeed(store.changes, {
    warn: (details, message) => log.warn(details, message),
  })
  const hub = createHub(store.changes, feed, { ancestors: contexts.ancestors })
  const operations = createLiveOperations({
    schema,
    hub,
    limits,
    log,
    rules: policy.rules,
    checkDocument: policy.documents.check,
    admit: async (prepared) => {
      await meter.charge(prepared.caller, meter.costOf(prepared))
      return rates.subscribe(prepared.caller)
    },
    maxTokens: queryLimits.tokens,
    formatError: createFormatError(log, policy),
    context: (caller) => contexts.create('live', caller),
    toFilter: contexts.toFilter,
  })
  return {
    operations,
    limits,
    random: Math.random,
    onFault: (error) => log.error({ err: error }, 'a connection failed'),
    identify,
    watch,
    answerOnce: (request, caller) =>
      withDeadline(policy.timeoutMs, () => answerOnce(request, caller, apollo, contexts)),
    [Symbol.asyncDispose]: () => feed[Symbol.asyncDispose](),
  }
}

/** A query or mutation over a streaming transport is answered as it is over plain HTTP. */
async function answerOnce(
  request: LiveRequest,
  caller: Caller,
  apollo: ApolloServer<Context>,
  contexts: ContextFactory,
): Promise<unknown> {
  const headers = new HeaderMap([
    ['content-type', 'application/json'],
    ['accept', 'application/json'],
  ])
  const { body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: request },
    context: async () => contexts.create('live', caller),
  })
  if (body.kind !== 'complete') throw new Error('Incremental delivery is not part of the schema.')
  return JSON.parse(body.string)
}
