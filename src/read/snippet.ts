import type { StoredEvent } from '../model/event.ts'
import type { Evidence } from '../model/understanding.ts'
import { findHighlights, type SearchMeaning } from './find-highlights.ts'

/** A part of an event's text that answers a search: `text === body.slice(start, end)`. */
export interface SnippetView {
  text: string
  start: number
  end: number
  /** Words in it that answer the search; offsets point into the body. */
  highlights: Evidence[]
}

const longest = 240
/** Letters shown before the first word that answers. */
const before = 60

/** The part of the text where most words answer the search; its beginning where only the title does. */
export function snippetOf(
  event: Pick<StoredEvent, 'body' | 'understanding'>,
  text: string,
  meaning: SearchMeaning = {},
): SnippetView {
  const highlights = findHighlights(event, text, meaning)
  const { start, end } = span(event.body, densest(highlights)?.start ?? 0)
  return {
    text: event.body.slice(start, end),
    start,
    end,
    highlights: highlights.filter((each) => each.start >= start && each.end <= end),
  }
}

/** The highlight that most others follow closely; the first of equals. */
function densest(highlights: Evidence[]): Evidence | undefined {
  let best: Evidence | undefined
  let most = 0
  let next = 0
  highlights.forEach((each, index) => {
    while (next < highlights.length && highlights[next]!.end <= each.start + longest - before) next++
    if (next - index > most) {
      most = next - index
      best = each
    }
  })
  return best
}

/** Whole words, and no half of a character, round a place in the text. */
function span(body: string, at: number): { start: number; end: number } {
  const wanted = Math.max(0, at - before)
  const start = wanted === 0 ? 0 : afterGap(body, wanted, at)
  const limit = Math.min(body.length, start + longest)
  return { start, end: limit === body.length ? limit : beforeGap(body, limit, Math.max(at, start)) }
}

function afterGap(body: string, from: number, to: number): number {
  for (let i = from; i < to; i++) if (/\s/.test(body[i - 1]!)) return i
  return to
}

function beforeGap(body: string, from: number, to: number): number {
  for (let i = from; i > to; i--) if (/\s/.test(body[i]!)) return i
  // One word fills it all.
  return /[\ud800-\udbff]/.test(body[from - 1]!) ? from - 1 : from
}
