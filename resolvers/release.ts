import type { Resolvers } from '../src/generated/resolvers-types.ts'

export default {
  Query: {
    // Releases are composed by a later part; until then there are none.
    release: () => null,
    releases: () => [],
  },
} satisfies Resolvers
