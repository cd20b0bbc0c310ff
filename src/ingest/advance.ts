import type { EventDraft } from '../model/event.ts'
import type { Checkpoint } from '../model/source.ts'
import { day, limits } from './limits.ts'
import { type HeldItem, type SeenItem, type SourceMemory, trimSeen } from './memory.ts'
import type { Reading } from './read-items.ts'
import type { Rereadings } from './reread-items.ts'
import type { Unified } from './unify.ts'
import type { Visit } from './visit.ts'

export interface Outcome {
  visit: Visit
  unified: Unified
  reread: Rereadings
  /** Items to try again, and ids of those that will not be tried any more. */
  held: HeldItem[]
  givenUp: string[]
  /** Withdrawn events whose page answers again. */
  restored: string[]
  foundNew: boolean
}

/** The checkpoint after a poll: what the next one starts from. Pure; `now` in seconds. */
export function advance(
  checkpoint: Checkpoint,
  memory: SourceMemory,
  outcome: Outcome,
  now: number,
): Checkpoint {
  const { visit, unified, held, foundNew } = outcome
  const { choice, pages, listed } = visit
  const seen = remember(memory, outcome, now)
  const ids = new Set(listed.entries.map(({ id }) => id))
  const state: SourceMemory = {
    states: { ...memory.states, [choice.name]: pages.state },
    seen: trimSeen(seen, ids),
    held: held.slice(0, limits.held),
    pending: pages.pending,
    quietPolls: foundNew ? 0 : memory.quietPolls + 1,
    textless: visit.textless,
    preferredTriedAt: memory.preferredTriedAt,
  }
  return {
    sourceId: checkpoint.sourceId,
    strategy: choice.index,
    state: { ...state },
    // Without validators the whole list comes again, with what there was no room to remember.
    validators: held.length > limits.held ? {} : { ...pages.validators },
    watermark: newest(checkpoint.watermark, unified.drafts),
  }
}

function remember(memory: SourceMemory, outcome: Outcome, now: number): Record<string, SeenItem> {
  const { visit, unified, reread, givenUp, restored } = outcome
  const seen = { ...memory.seen }
  const by = visit.choice.name
  const entries = new Map(visit.listed.entries.map((entry) => [entry.id, entry]))
  const note = ({ entry, way }: Reading, rest: Pick<SeenItem, 'event' | 'published' | 'until'>) => {
    const firstSeen = seen[entry.id]?.firstSeen ?? now
    const url = entry.url ?? ''
    seen[entry.id] = { url, entry: entry.entry, by, firstSeen, lastRead: now, way, ...rest }
  }
  // What another strategy listed is taken over as it is; its text is not compared with this one's.
  for (const { id, entry } of entries.values())
    if (seen[id] && seen[id].by !== by) seen[id] = { ...seen[id], entry, by, way: 'list' }
  const readings = [...visit.read.readings, ...reread.readings]
  const byId = new Map(readings.map((reading) => [reading.entry.id, reading]))
  for (const draft of unified.drafts) {
    const published = draft.publishedPrecision === 'INFERRED' ? null : seconds(draft.publishedAt)
    note(byId.get(draft.id)!, { event: true, published })
  }
  for (const { reading, rejection, published } of unified.rejections) {
    const event = seen[reading.entry.id]?.event ?? false
    note(reading, { event, published, ...(rejection.reason === 'FUTURE_DATE' && untilOf(published, now)) })
  }
  for (const id of givenUp) {
    const entry = entries.get(id)
    if (entry)
      note({ entry, way: 'article' } as Reading, { event: seen[id]?.event ?? false, published: null })
  }
  for (const id of reread.present) if (seen[id]) seen[id] = without(seen[id], now)
  for (const id of reread.gone) {
    if (!seen[id]) continue
    const entry = entries.get(id)?.entry ?? seen[id].entry
    seen[id] = { ...seen[id], entry, lastRead: now, gone: seen[id].gone ?? now }
  }
  // A report that came whole in a list returns through the list.
  for (const id of restored) if (seen[id]?.way === 'list') delete seen[id]
  return seen
}

function untilOf(published: number | null, now: number): Pick<SeenItem, 'until'> {
  const until = (published ?? now) - day
  return until < now + limits.futureDays * day ? { until } : {}
}

function without({ gone: _, ...item }: SeenItem, now: number): SeenItem {
  return { ...item, lastRead: now }
}

function newest(watermark: string | null, drafts: EventDraft[]): string | null {
  const printed = drafts.filter(({ publishedPrecision }) => publishedPrecision !== 'INFERRED')
  const instants = [...(watermark ? [watermark] : []), ...printed.map(({ publishedAt }) => publishedAt)]
  return instants.length === 0 ? null : instants.reduce((a, b) => (Date.parse(a) > Date.parse(b) ? a : b))
}

function seconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1_000)
}
