import type { DocumentSection } from '../../model/release-document.ts'
import { fromToWords, type ReleasePeriod } from './release-period.ts'

/** How many events of which country, in one sentence. */
export function countSentence(period: ReleasePeriod, sections: DocumentSection[]): string {
  const total = sections.reduce((sum, { entries }) => sum + entries.length, 0)
  const when = fromToWords(period)
  if (total === 0) return `${when} no event in the anti-drug sphere was reported.`
  const parts = sections.map(({ name, entries }) => `${name} – ${entries.length}`)
  return `${when} the media reported ${total} ${total === 1 ? 'event' : 'events'} in the anti-drug sphere (${parts.join(', ')}).`
}
