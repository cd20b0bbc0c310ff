import type { Resolvers, SourceScope } from '../src/generated/resolvers-types.ts'
import type { SourceFacts } from '../src/model/source.ts'
import { maxRuns } from '../src/read/loaders.ts'
import { pageSize } from '../src/read/page-arguments.ts'

const scopes: Record<SourceFacts['scope'], SourceScope> = {
  'all-police-news': 'ALL_POLICE_NEWS',
  'drugs-only': 'DRUGS_ONLY',
  'general-news': 'GENERAL_NEWS',
}

export default {
  Query: {
    source: (_, { id }, { sources }) => sources.find(id),
    sources: (_, { filter }, context) => context.findSources(filter ?? {}),
  },
  Source: {
    __resolveReference: ({ id }, { sources }) => sources.find(id),
    country: ({ country }) => ({ code: country }),
    scope: ({ scope }) => scope && scopes[scope],
    health: ({ id }, _, { load }) => load.health.load(id),
    events: ({ id }, { filter, orderBy, ...page }, context) =>
      context.events(filter, orderBy, page, { sources: [id] }),
  },
  SourceHealth: {
    runs: async ({ sourceId }, { first }, { load }) =>
      (await load.runs.load(sourceId)).slice(0, pageSize('first', first, maxRuns)),
    rejections: ({ sourceId }, _, { load }) => load.rejections.load(sourceId),
  },
  Run: {
    errorCode: ({ error }) => error?.code ?? null,
    errorMessage: ({ error }) => error?.message ?? null,
  },
} satisfies Resolvers
