import type { Resolvers } from '../src/generated/resolvers-types.ts'
import type { ReleaseEdit, ReleaseEntry } from '../src/model/release.ts'
import type { DocumentEntry } from '../src/model/release-document.ts'
import type { Context } from '../src/read/context.ts'
import type { ReleaseView } from '../src/read/release-desk.ts'

export default {
  Query: {
    release: (_, { year, number, origin }, { releases }) => releases.release(year, number, origin),
    releaseOfPeriod: (_, { from, to }, { releases }) => releases.period(dayOf(from), dayOf(to)),
    releases: (_, { year }, { releases }) => releases.releases(year),
  },
  Mutation: {
    includeInRelease: (_, args, context) => edit(context, 'INCLUDED', args),
    excludeFromRelease: (_, args, context) => edit(context, 'EXCLUDED', args),
    retitleInRelease: (_, args, context) => edit(context, 'RETITLED', { ...args, value: args.title }),
    moveInRelease: (_, args, context) => edit(context, 'MOVED', { ...args, value: String(args.position) }),
    summariseRelease: (_, args, context) => edit(context, 'SUMMARISED', { ...args, value: args.summary }),
    publishRelease: (_, { year, number, sha256 }, { releases, caller }) =>
      releases.publish(year, number, caller.id, sha256),
  },
  Release: {
    counts: async (release) =>
      (await documentOf(release)).sections.map(({ country, entries }) => ({
        country: { code: country },
        events: entries.length,
      })),
    sentence: async (release) => (await documentOf(release)).sentence,
    summary: async (release) => (await documentOf(release)).summary,
    entries: entriesOf,
    events: async (release, _, { load }) => {
      const ids = (await entriesOf(release)).flatMap(({ eventId }) => eventId ?? [])
      return (await Promise.all(ids.map((id) => load.event.load(id)))).filter((event) => event !== null)
    },
    left: async (release) => (await release.content()).left,
    figures: async (release) => (await documentOf(release)).figures,
    coverageNote: async (release) => (await documentOf(release)).coverage,
    problems: async (release) => (await release.content()).problems,
    edition: async (release) => (await release.edits()).length,
    sha256: async (release) => (await release.content()).sha256,
  },
  ReleaseEntry: {
    country: ({ country }) => ({ code: country }),
    event: ({ eventId }, _, { load }) => (eventId ? load.event.load(eventId) : null),
    alsoReported: ({ alsoReported }) => alsoReported.map(({ url }) => url),
  },
  ReleaseFigures: { cumulativeStatements: ({ cumulative }) => cumulative },
  ReleaseSeizure: {
    substance: ({ substance }) => (substance ? { id: substance } : null),
    country: ({ country }) => ({ code: country }),
  },
  ReleaseQuantity: { country: ({ country }) => ({ code: country }) },
  ReleaseCategory: { country: ({ country }) => ({ code: country }) },
  ReleaseDay: { country: ({ country }) => ({ code: country }) },
  ReleaseRegion: {
    name: ({ region, name }, { language }, { gazetteer }) =>
      gazetteer.knows(region) ? gazetteer.name(region, language ?? 'en') : name,
  },
  ReleaseEdit: {
    event: ({ eventId }, _, { load }) => (eventId ? load.event.load(eventId) : null),
  },
  ReleaseComparison: {
    both: ({ both }) => both.map(({ here }) => here),
    missingHere: ({ missingHere }) => missingHere.map(toDocumentEntry),
  },
} satisfies Resolvers

interface Edited {
  year: number
  number: number
  event?: string
  value?: string | null
  edition?: number | null
}

function edit(
  { releases, caller }: Context,
  kind: ReleaseEdit['kind'],
  { year, number, event = undefined, value = null, edition = null }: Edited,
): Promise<ReleaseView> {
  return releases.edit(year, number, { kind, eventId: event ?? null, value }, caller.id, edition)
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

async function documentOf(release: ReleaseView) {
  return (await release.content()).document
}

async function entriesOf(release: ReleaseView): Promise<DocumentEntry[]> {
  return (await documentOf(release)).sections.flatMap(({ entries }) => entries)
}

/** Of a release that is not ours only what it prints is known. */
function toDocumentEntry({ ordinal, eventId, country, title, paragraphs, url }: ReleaseEntry): DocumentEntry {
  const source = URL.parse(url ?? '')?.hostname ?? ''
  return {
    ...{ ordinal, eventId, country, title, paragraphs, url, source },
    publishedOn: null,
    wording: 'RELEASE',
    language: 'en',
    alsoReported: [],
  }
}
