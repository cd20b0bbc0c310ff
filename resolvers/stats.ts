import type { Category, Resolvers } from '../src/generated/resolvers-types.ts'

export default {
  Query: {
    stats: (_, { filter, by, interval, timeZone, emptyBuckets }, context) =>
      context.stats(filter, by, interval, timeZone, emptyBuckets),
  },
  StatRow: {
    country: ({ keys }) => (keys.COUNTRY ? { code: keys.COUNTRY } : null),
    source: ({ keys }, _, { sources }) => (keys.SOURCE ? sources.of(keys.SOURCE) : null),
    category: ({ keys }) => (keys.CATEGORY ?? null) as Category | null,
    language: ({ keys }) => keys.LANGUAGE ?? null,
    substance: ({ keys }) => (keys.SUBSTANCE ? { id: keys.SUBSTANCE } : null),
    region: ({ keys }) => keys.REGION ?? null,
  },
} satisfies Resolvers
