import { pauseAfterSuccess } from '../../src/ingest/rhythm.ts'
import type { SourceFacts } from '../../src/model/source.ts'

/** What one poller did at one source: when it asked, and how long each publication waited for it. */
export interface Polling {
  polls: number
  /** Polls that met something new: the others are answered 304. */
  changed: number
  delays: number[]
}

export interface Span {
  /** Seconds since 1970. */
  from: number
  to: number
  /** What is before is not counted: a poller that has just begun knows no rhythm. */
  countFrom: number
  random: () => number
}

/** As the poller of this project decides when to look again. */
export function byRhythm(source: SourceFacts, published: number[], span: Span): Polling {
  const { random } = span
  let quietPolls = 0
  return walk(published, span, (at, known, foundNew) => {
    quietPolls = foundNew ? 0 : quietPolls + 1
    // Newest first, as a checkpoint remembers them.
    const pulse = { published: known, quietPolls, foundNew }
    return pauseAfterSuccess(source, pulse, new Date(at * 1000), { random })
  })
}

/** Every so many seconds, from a moment of its own. */
export function byInterval(seconds: number, published: number[], span: Span): Polling {
  return walk(published, { ...span, from: span.from - span.random() * seconds }, () => seconds)
}

function walk(
  published: number[],
  { from, to, countFrom }: Span,
  pause: (at: number, known: number[], foundNew: boolean) => number,
): Polling {
  const polling: Polling = { polls: 0, changed: 0, delays: [] }
  let seen = 0
  for (let at = from; at < to; ) {
    const before = seen
    for (; seen < published.length && published[seen]! <= at; seen++)
      if (published[seen]! >= countFrom) polling.delays.push(at - published[seen]!)
    if (at >= countFrom) {
      polling.polls++
      if (seen > before) polling.changed++
    }
    at += pause(at, published.slice(Math.max(0, seen - 50), seen), seen > before)
  }
  return polling
}
