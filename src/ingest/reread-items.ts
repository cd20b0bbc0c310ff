import type { Source } from '../connector/types.ts'
import { SourceUnreachable } from '../model/errors.ts'
import type { StoredEvent } from '../model/event.ts'
import type { Choice } from './choose-strategy.ts'
import { type ListEntry, noResponse } from './list-entry.ts'
import type { SeenItem } from './memory.ts'
import { type Ask, isGone, pageOf, type Reading, read } from './read-items.ts'

export interface Rereadings {
  /** Texts to be compared with what is stored. */
  readings: Reading[]
  /** Event ids whose page answered, and those whose page is gone. */
  present: string[]
  gone: string[]
}

/**
 * Looks again at the pages of young events. A text is compared only with one obtained in the same way; of a
 * report that came whole in a list the page only tells whether it is still there. What cannot be reached now
 * is looked at another time.
 */
export async function rereadItems(
  due: [string, SeenItem][],
  listed: Map<string, ListEntry>,
  stored: Map<string, StoredEvent>,
  source: Source,
  choice: Choice,
  ask: Ask,
): Promise<Rereadings> {
  const done: Rereadings = { readings: [], present: [], gone: [] }
  for (const [id, seen] of due) {
    const event = stored.get(id)
    if (!event) continue
    const entry = listed.get(id) ?? entryOf(id, seen, event)
    const bare = { ...entry, item: { url: event.url } }
    const request = pageOf(bare, source, choice) ?? {
      url: event.url,
      expect: 'html',
      allowStatus: [404, 410],
    }
    try {
      const response = await ask(request)
      if (isGone(response)) done.gone.push(id)
      else if (response.status < 400) {
        done.present.push(id)
        if (seen.way === 'article' && seen.by === choice.name)
          done.readings.push({ ...read(response, entry, source, choice), way: 'article' })
      }
    } catch (error) {
      if (error instanceof SourceUnreachable && error.reason !== 'denied') break
    }
  }
  return done
}

/** The list's words on an item that is not on it now: what was stored of them. */
function entryOf(id: string, { entry }: SeenItem, event: StoredEvent): ListEntry {
  const { url, title, summary, publishedAt, publishedPrecision } = event
  const images = event.images.map(({ url, alt }) => (alt === null ? { url } : { url, alt }))
  const item = {
    url,
    title,
    ...(summary && { summary }),
    ...(publishedPrecision !== 'INFERRED' && { publishedAt }),
    ...(images.length > 0 && { images }),
  }
  return { id, url, entry, item, response: noResponse }
}
