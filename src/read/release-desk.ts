import { BadInput } from '../model/errors.ts'
import type { StoredEvent } from '../model/event.ts'
import type { ReleaseEdit, ReleaseEntry, ReleaseOrigin } from '../model/release.ts'
import type { DocumentEntry, ReleaseDocument } from '../model/release-document.ts'

/** A release as clients see it; what costs work is read when it is asked for. */
export interface ReleaseView {
  year: number
  number: number
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
  /** Imported, published and edited ones, newest first. */
  releases(year?: number | null): Promise<ReleaseView[]>
  /** Throws `BadInput` where the release is published, or the edit makes no sense. */
  edit(
    year: number,
    number: number,
    edit: Pick<ReleaseEdit, 'kind' | 'eventId' | 'value'>,
    editor: string,
  ): Promise<ReleaseView>
  /** Freezes a draft whose period is over. Throws `BadInput`. */
  publish(year: number, number: number, editor: string): Promise<ReleaseView>
}

/** Where nobody composes. */
export const closedDesk: ReleaseDesk = {
  release: async () => null,
  releases: async () => [],
  edit: refuse,
  publish: refuse,
}

async function refuse(): Promise<never> {
  throw new BadInput('This gateway composes no releases.')
}
