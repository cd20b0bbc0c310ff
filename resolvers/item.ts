import type { Resolvers } from '../src/generated/resolvers-types.ts'
import { bodyIn } from '../src/read/body-format.ts'

export default {
  Query: {
    item: (_, { url }, context) => context.item(url.href),
  },
  Item: {
    source: ({ sourceId }, _, { sources }) => sources.of(sourceId),
    event: ({ url }, _, { load }) => load.eventByUrl.load(url),
    body: (item, { format }) => bodyIn(format, item),
    images: (item) => item.images.filter((image) => URL.canParse(image.url)),
  },
} satisfies Resolvers
