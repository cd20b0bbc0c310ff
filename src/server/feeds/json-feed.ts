import { generateJsonFeed } from 'feedsmith'
import { type FeedContent, toEntry } from './feed-content.ts'

/** JSON Feed 1.1. */
export function jsonFeed({ title, self, home, events, sourceName }: FeedContent): string {
  const feed = generateJsonFeed({
    title,
    home_page_url: home,
    feed_url: self,
    items: events
      .map((event) => toEntry(event, sourceName))
      .map((entry) => ({
        id: entry.id,
        ...(entry.link && { url: entry.link }),
        title: entry.title,
        summary: entry.summary,
        content_html: entry.html,
        date_published: new Date(entry.published),
        date_modified: new Date(entry.updated),
        authors: [{ name: entry.author }],
        ...(entry.tags.length > 0 && { tags: entry.tags }),
        ...(entry.language && { language: entry.language }),
      })),
  })
  // The generator leaves an empty list out, which the format demands.
  return `${JSON.stringify({ items: [], ...(feed as object) })}\n`
}
