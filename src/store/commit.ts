import type { EventDraft } from '../model/event.ts'
import type { Rejection } from '../model/source.ts'
import { appendChanges, takePositions } from './append-changes.ts'
import { checkDraft } from './check-draft.ts'
import { type EventRow, toEventRow, type Vocabulary } from './event-row.ts'
import { isDataError } from './is-data-error.ts'
import { writeLearnedSources } from './learned-sources.ts'
import { lockKey } from './lock-key.ts'
import { type CommitPlan, type KnownEvent, planCommit } from './plan-commit.ts'
import { type PreparedSnapshots, prepareSnapshots, writeSnapshots } from './snapshots.ts'
import type { Commit, CommitResult, Db, Tx } from './types.ts'
import { unstorableRows } from './unstorable-rows.ts'
import { writeEvents } from './write-events.ts'
import { writePollRecords } from './write-poll-records.ts'
import { writeQuantities } from './write-quantities.ts'

export interface CommitContext extends Vocabulary {
  db: Db
  schema: string
  /** NOTIFY channel of the log. */
  channel: string
  timeZoneOf(sourceId: string): string
}

interface Sorted {
  rows: EventRow[]
  refused: { draft: EventDraft; detail: string }[]
}

/** One poll's outcome in one transaction. Drafts that cannot be stored become rejections; the rest goes in. */
export async function commit(context: CommitContext, commit: Commit): Promise<CommitResult> {
  const snapshots = await prepareSnapshots(context.db, commit.snapshots ?? [])
  const sorted = sortDrafts(commit.drafts, context)
  try {
    return await write(context, commit, sorted, snapshots)
  } catch (error) {
    if (!isDataError(error)) throw error
    const bad = await unstorableRows(context, sorted.rows, commit.at)
    if (!bad.size) throw error
    return await write(context, commit, without(sorted, bad, commit.drafts), snapshots)
  }
}

function sortDrafts(drafts: EventDraft[], vocabulary: Vocabulary): Sorted {
  const rows = new Map<string, EventRow>()
  const refused: Sorted['refused'] = []
  for (const draft of drafts) {
    const detail = checkDraft(draft)
    if (detail) {
      refused.push({ draft, detail })
      continue
    }
    const row = toEventRow(draft, vocabulary)
    // Of two drafts of one event the last was read last.
    rows.set(row.id, row)
  }
  return { rows: [...rows.values()], refused }
}

function without({ rows, refused }: Sorted, bad: Map<string, string>, drafts: EventDraft[]): Sorted {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]))
  const more = [...bad].map(([id, detail]) => ({ draft: byId.get(id)!, detail }))
  return { rows: rows.filter(({ id }) => !bad.has(id)), refused: [...refused, ...more] }
}

function write(
  context: CommitContext,
  commit: Commit,
  { rows, refused }: Sorted,
  snapshots: PreparedSnapshots,
): Promise<CommitResult> {
  const rejections = refused.map((bad) => toRejection(bad, commit))
  return context.db.transaction(async (tx) => {
    // One writer until the transaction ends: positions are committed in their order, and no two deadlock.
    await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [lockKey('append', context.schema)])
    await writeSnapshots(tx, snapshots, commit.at)
    await writePollRecords(tx, commit, rejections, context.timeZoneOf)
    await writeLearnedSources(tx, commit.learned ?? [], commit.at)
    const plan = planCommit(await readKnown(tx, rows, commit), rows, commit)
    const base = await takePositions(tx, plan.changes.length)
    await writePlan(tx, context, plan, base, commit.at)
    const { added, revised, withdrawn, unchanged } = plan
    const rejected = refused.map(({ draft }) => String(draft.id))
    return { added, revised, withdrawn, unchanged, rejected, head: base + plan.changes.length }
  })
}

async function writePlan(tx: Tx, context: CommitContext, plan: CommitPlan, base: number, at: string) {
  await writeEvents(tx, plan.events, base, at)
  await appendChanges(tx, plan.changes, base, at, context.channel)
  const rows = plan.events.flatMap(({ row }) => row ?? [])
  const stored = rows.filter(({ id }) => !plan.added.includes(id)).map(({ id }) => id)
  await writeQuantities(tx, rows, stored, context)
}

async function readKnown(tx: Tx, rows: EventRow[], { stories = {}, withdrawals = [] }: Commit) {
  const ids = [...rows.map(({ id }) => id), ...Object.keys(stories), ...withdrawals.map((w) => w.eventId)]
  if (!ids.length) return new Map<string, KnownEvent>()
  const known = await tx.query<KnownEvent>(
    `SELECT id, content_hash, understanding_hash, status, revision, story_id
     FROM events WHERE id = ANY($1::text[])`,
    [ids],
  )
  return new Map(known.map((event) => [event.id, event]))
}

function toRejection({ draft, detail }: Sorted['refused'][number], commit: Commit): Rejection {
  return {
    id: `${commit.sourceId}:${String(draft.id)}:UNREADABLE`,
    sourceId: commit.sourceId,
    url: typeof draft.url === 'string' ? draft.url : null,
    reason: 'UNREADABLE',
    detail: `The event could not be stored: ${detail}`,
    payload: draft,
    at: commit.at,
  }
}
