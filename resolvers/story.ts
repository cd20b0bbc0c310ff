import type { Resolvers } from '../src/generated/resolvers-types.ts'
import { pageSize } from '../src/read/page-arguments.ts'

export default {
  Story: {
    size: async ({ id }, _, { load }) => (await load.story.load(id)).length,
    events: async ({ id }, { first }, { load }) => {
      const ids = (await load.story.load(id)).slice(0, pageSize('first', first))
      return (await Promise.all(ids.map((each) => load.event.load(each)))).filter((event) => event !== null)
    },
  },
} satisfies Resolvers
