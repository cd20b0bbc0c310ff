import type { Resolvers } from '../src/generated/resolvers-types.ts'

export default {
  Query: {
    regions: (_, { countries }, { gazetteer }) => gazetteer.regions(countries ?? null),
  },
  Region: {
    country: ({ code }) => ({ code: code.slice(0, 2) }),
    name: ({ code }, { language }, { gazetteer }) => gazetteer.name(code, language ?? 'en'),
  },
} satisfies Resolvers
