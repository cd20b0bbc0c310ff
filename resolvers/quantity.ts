import type { Resolvers } from '../src/generated/resolvers-types.ts'

export default {
  Query: {
    quantities: (_, { filter, ...page }, context) => context.quantities(filter, page),
  },
  Quantity: {
    event: ({ eventId }, _, context) => context.listed(eventId),
    substance: ({ substance }) => (substance ? { id: substance } : null),
    partOf: async ({ eventId, partOf }, _, context) => {
      if (partOf === null) return null
      const total = (await context.listed(eventId)).understanding.quantities[partOf]
      return total ? { ...total, eventId } : null
    },
  },
} satisfies Resolvers
