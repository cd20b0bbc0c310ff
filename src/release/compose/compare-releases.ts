import type { ReleaseEntry } from '../../model/release.ts'
import type { DocumentEntry } from '../../model/release-document.ts'

export interface ReleaseComparison {
  both: { here: DocumentEntry; there: ReleaseEntry }[]
  missingHere: ReleaseEntry[]
  missingThere: DocumentEntry[]
}

/** What two releases of one period both tell, and what only one of them does; the same event, or the same address. */
export function compareReleases(here: DocumentEntry[], there: ReleaseEntry[]): ReleaseComparison {
  const matches = ({ eventId, url, alsoReported }: DocumentEntry, other: ReleaseEntry) =>
    (eventId !== null && eventId === other.eventId) ||
    (other.url !== null &&
      !other.hostOnly &&
      (url === other.url || alsoReported.some((also) => also.url === other.url)))
  const both = here.flatMap((entry) => {
    const other = there.find((each) => matches(entry, each))
    return other ? [{ here: entry, there: other }] : []
  })
  return {
    both,
    missingHere: there.filter((other) => !here.some((entry) => matches(entry, other))),
    missingThere: here.filter((entry) => !there.some((other) => matches(entry, other))),
  }
}
