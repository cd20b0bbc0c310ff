import type { RunRecord, SourceHealth, SourceStatus } from '../model/source.ts'

export interface HealthInput {
  before: SourceHealth | null
  run: RunRecord
  /** Publication instant of the newest event stored, when this poll knows one. */
  lastEventAt: string | null
  nextPollAt: string
  /** True when the source has been silent for longer than is usual. */
  overdue: boolean
}

/** What a source's readers are told after a poll. Pure. */
export function nextHealth({ before, run, lastEventAt, nextPollAt, overdue }: HealthInput): SourceHealth {
  const heard = run.outcome === 'OK' || run.outcome === 'NOT_MODIFIED'
  const at = run.finishedAt
  const consecutiveFailures = heard ? 0 : (before?.consecutiveFailures ?? 0) + 1
  const status = statusOf(before, run, consecutiveFailures, overdue)
  return {
    sourceId: run.sourceId,
    status,
    since: before?.status === status ? before.since : at,
    lastPollAt: at,
    lastSuccessAt: heard ? at : (before?.lastSuccessAt ?? null),
    lastEventAt: later(before?.lastEventAt ?? null, lastEventAt),
    nextPollAt,
    consecutiveFailures,
    strategy: run.strategy ?? before?.strategy ?? null,
    lastError: heard || !run.error ? null : { ...run.error, at },
  }
}

/** One missed connection of a source that works is no failure yet; a changed page is. */
function statusOf(
  before: SourceHealth | null,
  { outcome }: RunRecord,
  failures: number,
  overdue: boolean,
): SourceStatus {
  if (failures === 0) return overdue ? 'QUIET' : 'HEALTHY'
  const isBlip = outcome === 'UNREACHABLE' && failures === 1 && before?.lastSuccessAt
  return isBlip ? before.status : 'FAILING'
}

function later(a: string | null, b: string | null): string | null {
  if (!a || !b) return a ?? b
  return Date.parse(a) > Date.parse(b) ? a : b
}
