import { BadInput } from '../model/errors.ts'
import type { StoredEvent } from '../model/event.ts'
import type { ReleaseEdit, ReleaseEntry, ReleaseOrigin } from '../model/release.ts'
import type { DocumentEntry, ReleaseDocument } from '../model/release-document.ts'

/** A release as clients see it; what costs work is read when it is asked for. */
export interface ReleaseView {
  year: number
  /** Null for a period of its own. */
  number: number | null
  from: string
  to: string
  origin: ReleaseOrigin
  /** Null while it is a draft, and for imported ones. */
  publishedAt: string | null
  publishedBy: string | null
  content(): Promise<ReleaseContent>
  edits(): Promise<ReleaseEdit[]>
  /** With an imported release of the same number; null where there is none, and for imported ones. */
  comparison(): Promise<ReleaseComparisonView | null>
}

export interface ReleaseContent {
  document: ReleaseDocument
  /** Of a published release its frozen content's, of an imported one its file's, of a draft its content's as of now. */
  sha256: string
  /** Events of the period that an editor left out. */
  left: StoredEvent[]
  problems: string[]
}

export interface ReleaseComparisonView {
  both: { here: DocumentEntry; there: ReleaseEntry }[]
  missingHere: ReleaseEntry[]
  missingThere: DocumentEntry[]
}

/** Where releases are composed, edited and published. */
export interface ReleaseDesk {
  /** Ours, unless the imported one is asked for; null where there is none. Throws `BadInput` for bad or future numbers. */
  release(year: number, number: number, origin?: ReleaseOrigin | null): Promise<ReleaseView | null>
  /** A period of its own, as composed now; without edits. Throws `BadInput` for periods that are none, or future. */
  period(from: string, to: string): Promise<ReleaseView>
  /** Imported, published and edited ones, newest first. */
  releases(year?: number | null): Promise<ReleaseView[]>
  /**
   * Throws `BadInput` where the release is published, or the edit makes no sense; `Conflict` where there are more
   * edits than the editor had `seen`, if that is told.
   */
  edit(
    year: number,
    number: number,
    edit: Pick<ReleaseEdit, 'kind' | 'eventId' | 'value'>,
    editor: string,
    seen?: number | null,
  ): Promise<ReleaseView>
  /**
   * Freezes a draft whose period is over. Throws `BadInput`; `Conflict` where its content is not that of the
   * `sha256` the editor saw, if that is told, or was edited at this moment.
   */
  publish(year: number, number: number, editor: string, sha256?: string | null): Promise<ReleaseView>
}

/** Where nobody composes. */
export const closedDesk: ReleaseDesk = {
  release: async () => null,
  period: refuse,
  releases: async () => [],
  edit: refuse,
  publish: refuse,
}

async function refuse(): Promise<never> {
  throw new BadInput('This gateway composes no releases.')
}
