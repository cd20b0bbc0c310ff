import type { SourceResponse } from '../connector/types.ts'
import type { Provenance } from '../model/event.ts'

/** Where an item was read from, by which strategy. */
export function toProvenance(response: SourceResponse, strategy: string): Provenance {
  return {
    requestedUrl: response.requestedUrl,
    finalUrl: response.url,
    status: response.status,
    fetchedAt: response.fetchedAt,
    sha256: response.sha256,
    contentType: response.headers['content-type'] ?? null,
    strategy,
    via: [],
  }
}
