import type { Resolvers } from '../src/generated/resolvers-types.ts'

export default {
  Query: {
    coverage: (_, { from, to }, context) => context.coverage(toDay(from), toDay(to)),
  },
} satisfies Resolvers

const toDay = (date: Date) => date.toISOString().slice(0, 10)
