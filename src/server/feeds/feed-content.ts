import type { StoredEvent } from '../../model/event.ts'
import { bodyIn } from '../../read/body-format.ts'

/** What a feed tells, whatever its format. */
export interface FeedContent {
  title: string
  /** Its own address, and that of the page people open. */
  self: string
  home: string
  /** When any event it could hold last changed; null where none ever was. */
  updated: string | null
  events: StoredEvent[]
  sourceName(id: string): string
}

/** An event as every format tells it. */
export interface FeedEntry {
  /** Its address: the same in every Bulletin, for ever. */
  id: string
  link: string | null
  title: string
  summary: string
  html: string
  published: string
  updated: string
  language: string | null
  tags: string[]
  author: string
}

const summaryLength = 300

export function toEntry(event: StoredEvent, sourceName: (id: string) => string): FeedEntry {
  const { categories, substances } = event.understanding
  return {
    id: event.url,
    link: /^https?:/.test(event.url) ? event.url : null,
    title: plain(event.title),
    summary: shortened(plain(event.summary ?? event.body)),
    html: plain(bodyIn('HTML', event)),
    published: event.publishedAt,
    updated: event.updatedAt,
    language: event.language === 'und' ? null : event.language,
    tags: [...categories.map(({ category }) => category), ...substances.map(({ substance }) => substance)],
    author: plain(sourceName(event.sourceId)),
  }
}

/** Without what XML cannot hold, not even escaped. */
function plain(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= summaryLength) return line
  const cut = line.slice(0, summaryLength)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), summaryLength - 40)).toWellFormed()}…`
}
