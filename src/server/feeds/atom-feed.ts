import { generateAtomFeed } from 'feedsmith'
import { type FeedContent, toEntry } from './feed-content.ts'

/** RFC 4287. Titles and summaries are plain text; only the sanitised body is HTML. */
export function atomFeed({ title, self, home, updated, events, sourceName }: FeedContent): string {
  return generateAtomFeed({
    id: self,
    title: { value: title },
    updated: new Date(updated ?? 0),
    generator: { text: 'Bulletin' },
    links: [
      { rel: 'self', type: 'application/atom+xml', href: self },
      { rel: 'alternate', type: 'text/html', href: home },
    ],
    entries: events
      .map((event) => toEntry(event, sourceName))
      .map((entry) => ({
        id: entry.id,
        title: { type: 'text', value: entry.title },
        summary: { type: 'text', value: entry.summary },
        content: { type: 'html', value: entry.html },
        published: new Date(entry.published),
        updated: new Date(entry.updated),
        authors: [{ name: entry.author }],
        categories: entry.tags.map((term) => ({ term })),
        ...(entry.link && {
          links: [
            { rel: 'alternate', href: entry.link, ...(entry.language && { hreflang: entry.language }) },
          ],
        }),
      })),
  })
}
