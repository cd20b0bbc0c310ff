import { randomUUID } from 'node:crypto'
import { RequestRefused, SourceChanged, SourceUnreachable } from '../model/errors.ts'
import type { RunOutcome, RunRecord } from '../model/source.ts'

/** A run that has begun and seen nothing yet. */
export function startRun(sourceId: string, startedAt: Date): RunRecord {
  return {
    id: randomUUID(),
    sourceId,
    startedAt: startedAt.toISOString(),
    finishedAt: startedAt.toISOString(),
    outcome: 'OK',
    strategy: null,
    requests: 0,
    bytes: 0,
    items: 0,
    added: 0,
    revised: 0,
    withdrawn: 0,
    rejected: 0,
    error: null,
  }
}

/** How a run that threw is recorded; what is not ours to show is named by its kind only. */
export function failureOf(error: unknown): { outcome: RunOutcome; error: NonNullable<RunRecord['error']> } {
  if (error instanceof SourceChanged)
    return { outcome: 'CHANGED', error: { code: error.code, message: error.message } }
  if (error instanceof SourceUnreachable || error instanceof RequestRefused)
    return { outcome: 'UNREACHABLE', error: { code: error.code, message: error.message } }
  const name = error instanceof Error ? error.name : typeof error
  return {
    outcome: 'FAILED',
    error: { code: 'INTERNAL_ERROR', message: `Polling failed inside this program (${name}); see its log.` },
  }
}
