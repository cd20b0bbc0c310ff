import type { Resolvers } from '../src/generated/resolvers-types.ts'

export default {
  Place: { country: (place) => ({ code: place.country }) },
} satisfies Resolvers
