import { DateTime } from 'luxon'
import type { DocumentEntry, ReleaseDocument } from '../../../model/release-document.ts'
import { periodWords } from '../release-period.ts'

export const releaseTitle = 'Information Release'
export const releaseSubtitle = 'Events in the anti-drug sphere, as the media reported them'
export const compiledBy = 'Compiled by Bulletin from public reports of the CARICC member states'

export function numberWords({ number, year }: ReleaseDocument): string | null {
  return number === null ? null : `№ ${number}, ${year}`
}

/** `Information Release № 7, 2025 (1–15 April 2025)`. */
export function fullTitle(document: ReleaseDocument): string {
  const number = numberWords(document)
  return `${releaseTitle}${number ? ` ${number}` : ''} (${periodWords(document)})`
}

/** Name of a file without its ending. */
export function fileName({ year, number, from, to }: ReleaseDocument): string {
  return number === null ? `information-release-${from}-${to}` : `information-release-${year}-${number}`
}

const languages = new Intl.DisplayNames(['en'], { type: 'language' })

/** Day, source, and whose words these are where they are not the report's own English. */
export function bylineOf({ publishedOn, source, wording, language }: DocumentEntry): string {
  const day = publishedOn && DateTime.fromISO(publishedOn, { locale: 'en' }).toFormat('d MMMM yyyy')
  const name = language === 'und' ? 'an undetermined language' : (languages.of(language) ?? language)
  const told = {
    ORIGINAL: null,
    RELEASE: null,
    MACHINE: `machine translation from ${name}`,
    UNTRANSLATED: `in ${name}; no translation`,
  }[wording]
  return [day, source, told].filter(Boolean).join(' · ')
}

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** `1,234.5 kg`, `850 g`. */
export function massWords(grams: number): string {
  if (grams >= 1_000_000) return `${plain.format(grams / 1_000_000)} t`
  return grams >= 1_000 ? `${plain.format(grams / 1_000)} kg` : `${plain.format(grams)} g`
}

export function countWords(value: number): string {
  return plain.format(value)
}

/** `PERSONS_DETAINED` as `persons detained`. */
export function kindWords(kind: string): string {
  const words = kind.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
