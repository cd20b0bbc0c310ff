import type { EventDraft } from '../model/event.ts'
import type { Snapshot } from '../store/types.ts'
import type { Reading } from './read-items.ts'

/** The bytes that the events were read from, each once. */
export function snapshotsOf(drafts: EventDraft[], readings: Reading[]): Snapshot[] {
  const wanted = new Set(drafts.map(({ provenance }) => provenance.sha256))
  const responses = readings.map(({ response }) => response).filter(({ sha256 }) => wanted.has(sha256))
  const once = new Map(responses.map((response) => [response.sha256, response]))
  return [...once.values()].map(({ sha256, bytes, headers }) => ({
    sha256,
    bytes,
    contentType: headers['content-type'] ?? null,
  }))
}
