import type { ChangeKind } from '../model/change.ts'
import type { EventStatus, Revision } from '../model/event.ts'
import type { EventRow } from './event-row.ts'
import type { Commit } from './types.ts'

/** What the database holds of an event before the commit. */
export interface KnownEvent {
  id: string
  content_hash: string
  understanding_hash: string
  status: EventStatus
  revision: number
  story_id: string
}

/** One entry of the log, and the revision it tells of. `position` counts from 1 within the commit. */
export interface PlannedChange {
  position: number
  kind: Exclude<ChangeKind, 'GAP'>
  event_id: string
  revision: number
  reason: Revision['reason']
  note: string | null
}

/** State of a touched event after the commit. */
export interface PlannedEvent {
  id: string
  position: number
  revision: number
  status: EventStatus
  story_id: string
  /** The text to write; null where only state moves. */
  row: EventRow | null
  /** True where the stored text is about to be replaced and must be kept. */
  replacesText: boolean
}

export interface CommitPlan {
  changes: PlannedChange[]
  events: PlannedEvent[]
  added: string[]
  revised: string[]
  withdrawn: string[]
  unchanged: string[]
}

/**
 * What a commit does to the events known so far: pure, so that the rules can be read in one place. Drafts come
 * first, then moves to other stories, then withdrawals.
 */
export function planCommit(
  known: Map<string, KnownEvent>,
  rows: EventRow[],
  { stories = {}, withdrawals = [], reason }: Pick<Commit, 'stories' | 'withdrawals' | 'reason'>,
): CommitPlan {
  const touched = new Map<string, PlannedEvent>()
  const changes: PlannedChange[] = []
  const unchanged: string[] = []

  const drafted = new Map(rows.map((row) => [row.id, row]))
  const rowOf = (id: string) => (drafted.has(id) ? { row: drafted.get(id)! } : {})

  const current = (id: string) => touched.get(id) ?? known.get(id)

  function append(
    id: string,
    kind: PlannedChange['kind'],
    why: Revision['reason'],
    to: Partial<PlannedEvent>,
    note: string | null = null,
  ) {
    const before = current(id)
    const revision = (before?.revision ?? 0) + 1
    changes.push({ position: changes.length + 1, kind, event_id: id, revision, reason: why, note })
    touched.set(id, {
      id,
      status: before?.status ?? 'PUBLISHED',
      story_id: before?.story_id ?? stories[id] ?? id,
      row: touched.get(id)?.row ?? null,
      replacesText: touched.get(id)?.replacesText ?? false,
      ...to,
      position: changes.length,
      revision,
    })
  }

  for (const row of rows) {
    const before = known.get(row.id)
    if (!before) {
      append(row.id, 'ADDED', 'FIRST', { row })
      continue
    }
    const edited = before.content_hash !== row.content_hash
    const restored = before.status === 'WITHDRAWN'
    // Read again from a text that has been edited or withdrawn meanwhile: what is stored is newer.
    if (reason === 'UNDERSTOOD_AGAIN' && (edited || restored)) {
      unchanged.push(row.id)
      continue
    }
    if (!edited && !restored && before.understanding_hash === row.understanding_hash) {
      unchanged.push(row.id)
      continue
    }
    const why = restored ? 'RESTORED' : edited ? 'EDITED' : 'UNDERSTOOD_AGAIN'
    const to = {
      row,
      replacesText: edited,
      status: 'PUBLISHED' as const,
      story_id: stories[row.id] ?? before.story_id,
    }
    append(row.id, 'REVISED', why, to)
  }
  for (const [id, story_id] of Object.entries(stories)) {
    const before = current(id)
    if (before && before.story_id !== story_id) append(id, 'REVISED', 'UNDERSTOOD_AGAIN', { story_id })
  }
  for (const { eventId, reason: note } of withdrawals)
    if (current(eventId)?.status === 'PUBLISHED')
      // A draft that comes with its withdrawal says where it was read, even where it says nothing else new.
      append(eventId, 'WITHDRAWN', 'WITHDRAWN', { status: 'WITHDRAWN', ...rowOf(eventId) }, note)

  const ids = (kind: ChangeKind) => [
    ...new Set(changes.filter((change) => change.kind === kind).map((change) => change.event_id)),
  ]
  const added = ids('ADDED')
  return {
    changes,
    events: [...touched.values()],
    added,
    revised: ids('REVISED').filter((id) => !added.includes(id)),
    withdrawn: ids('WITHDRAWN'),
    unchanged: unchanged.filter((id) => !touched.has(id)),
  }
}
