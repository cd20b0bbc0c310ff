import type { EventDraft, StoredEvent } from '../../model/event.ts'
import type { SourceFacts } from '../../model/source.ts'
import type { Reading } from '../read-items.ts'

/** What a thread is handed to make an event of. */
export interface DraftJob {
  reading: Reading
  source: SourceFacts
  strategy: string
  known: StoredEvent | null
}

/** Errors lose their class on the way between threads. */
export type DraftAnswer =
  | { draft: EventDraft }
  | { rejected: { reason: string; message: string } }
  | { failed: { message: string; stack: string } }

/** Nothing is wrong with the item: there is no thread to read it now, and a later poll will. */
export class NoReader extends Error {
  override readonly name = 'NoReader'
}
