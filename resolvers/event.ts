import type { Resolvers } from '../src/generated/resolvers-types.ts'
import { bodyIn } from '../src/read/body-format.ts'
import { toEventCursor } from '../src/read/event-cursor.ts'

export default {
  Query: {
    event: (_, { id, url }, context) => {
      if (id) return context.load.event.load(id)
      const canonical = url && context.canonicalUrl(url.href)
      return canonical ? context.load.eventByUrl.load(canonical) : null
    },
    events: (_, { filter, orderBy, ...page }, context) => context.events(filter, orderBy, page),
  },
  Event: {
    __resolveReference: (reference, context) =>
      'id' in reference ? context.load.event.load(reference.id) : context.load.eventByUrl.load(reference.url),
    source: (event, _, { sources }) => sources.of(event.sourceId),
    country: (event) => ({ code: event.country }),
    region: (event) => event.understanding.region,
    places: (event) => event.understanding.places,
    body: (event, { format }) => bodyIn(format, event),
    translation: async (event, { to }, context) => {
      const translation = await context.translation(event, to)
      return translation && { ...translation, machine: true }
    },
    snippet: (event, { text }, context) => context.snippet(event, text),
    revisions: (event, _, { load }) => load.revisions.load(event.id),
    images: (event) => event.images.filter((image) => URL.canParse(image.url)),
    categories: (event) => event.understanding.categories.map((finding) => finding.category),
    substances: (event) => event.understanding.substances.map((finding) => ({ id: finding.substance })),
    categoryFindings: (event) => event.understanding.categories,
    substanceFindings: (event) =>
      event.understanding.substances.map(({ substance, evidence }) => ({
        substance: { id: substance },
        evidence,
      })),
    quantities: (event) => event.understanding.quantities.map((each) => ({ ...each, eventId: event.id })),
    relevance: ({ understanding }) => ({ ...understanding.relevance, rules: understanding.rules }),
    story: (event) => ({ id: event.storyId }),
  },
  EventConnection: {
    nodes: ({ edges }, _, context) => Promise.all(edges.map(({ ref }) => context.listed(ref.id))),
    totalCount: ({ filter }, _, context) => context.countEvents(filter),
  },
  EventEdge: {
    cursor: ({ order, ref }) => toEventCursor(order, ref.key),
    node: ({ ref }, _, context) => context.listed(ref.id),
    snippet: async ({ ref, search }, _, context) =>
      search === null ? null : context.snippet(await context.listed(ref.id), search),
  },
} satisfies Resolvers
