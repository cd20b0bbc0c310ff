import type { Resolvers } from '../src/generated/resolvers-types.ts'

export default {
  Substance: {
    __resolveReference: ({ id }, { vocabulary }) => (vocabulary.has(id) ? { id } : null),
    name: ({ id }, { language }, { vocabulary }) => vocabulary.name(id, language ?? 'en'),
    parent: ({ id }, _, { vocabulary }) => vocabulary.parent(id),
    descendants: ({ id }, _, { vocabulary }) => vocabulary.descendants(id),
  },
} satisfies Resolvers
