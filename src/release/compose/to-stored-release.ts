import type { PublishedRelease, Release } from '../../model/release.ts'
import type { ReleaseDocument } from '../../model/release-document.ts'

/** A published release among the others, to be listed and compared with them. */
export function toStoredRelease(
  { from, to, sections }: ReleaseDocument,
  { year, number, publishedAt, sha256 }: PublishedRelease,
): Release {
  const entries = sections.flatMap((section) => section.entries)
  return {
    ...{ year, number, from, to, publishedAt, sha256 },
    origin: 'COMPOSED',
    stated: {
      total: entries.length,
      byCountry: Object.fromEntries(sections.map(({ country, entries }) => [country, entries.length])),
    },
    problems: [],
    entries: entries.map(({ ordinal, country, title, paragraphs, url, eventId }) => ({
      ...{ ordinal, country, title, paragraphs, url, eventId, printedUrl: url, hostOnly: false },
    })),
    updatedAt: publishedAt,
  }
}
