import { createHash } from 'node:crypto'
import type { EventDraft } from './event.ts'

type Seen = Pick<EventDraft, 'title' | 'summary' | 'body' | 'images' | 'publishedAt' | 'publishedPrecision'>

/** SHA-256 over what readers see of a report, hex; an inferred date is ours, not the report's, and is left out. */
export function contentHash({ title, summary, body, images, publishedAt, publishedPrecision }: Seen): string {
  const seen = { title, summary, body, images, ...(publishedPrecision !== 'INFERRED' && { publishedAt }) }
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex')
}
