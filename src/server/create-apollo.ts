import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { Context } from '../read/context.ts'
import { coverageExtension } from './coverage-extension.ts'
import { createFormatError } from './format-error.ts'
import { meterQueries } from './limits/meter-queries.ts'
import type { QueryMeter } from './limits/query-meter.ts'
import type { QueryPolicy } from './limits/query-policy.ts'
import type { PersistedQueries } from './persisted-queries.ts'
import { queryLimits } from './query-limits.ts'
import { refuseSubscriptions } from './refuse-subscriptions.ts'
import type { ServerLog } from './server-log.ts'
import { translationExtension } from './translation-extension.ts'

/** Apollo Server without what costs much or talks to others; started. */
export async function createApollo(
  schema: GraphQLSchema,
  log: ServerLog,
  persisted: PersistedQueries,
  { policy, meter }: { policy: QueryPolicy; meter: QueryMeter },
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    logger: {
      debug: (message) => log.debug({}, message),
      info: (message) => log.debug({}, message),
      warn: (message) => log.warn({}, message),
      error: (message) => log.error({}, message),
    },
    introspection: policy.introspection,
    persistedQueries: { cache: unprefixed(persisted) },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // No cookie carries rights, so a forged request has none; GET must work for tools that set no header.
    csrfPrevention: false,
    formatError: createFormatError(log, policy),
    parseOptions: { maxTokens: queryLimits.tokens },
    validationRules: policy.rules,
    validationOptions: { maxErrors: 20 },
    plugins: [
      // Wraps every field of every answer.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      meterQueries(meter),
      refuseSubscriptions,
      coverageExtension(log),
      translationExtension,
    ],
  })
  await apollo.start()
  return apollo
}

/** Apollo writes a prefix of its own before the hash, which other ways in do not know. */
function unprefixed(persisted: PersistedQueries): PersistedQueries {
  const hashOf = (key: string) => key.replace(/^apq:/, '')
  return {
    get: (key) => persisted.get(hashOf(key)),
    set: (key, query) => persisted.set(hashOf(key), query),
    delete: (key) => persisted.delete(hashOf(key)),
  }
}
