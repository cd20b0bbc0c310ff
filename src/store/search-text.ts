import { createHash } from 'node:crypto'
import { foldWords } from '../model/fold-words.ts'
import type { EventRow } from './event-row.ts'

/** A word that stands for a concept; no dictionary changes it and no text contains it. */
export function conceptWord(concept: string): string {
  return `c0${createHash('sha256').update(concept).digest('hex').slice(0, 20)}`
}

/** Only Russian and English have a stemmer here; one configuration stems both, telling them by script. */
export function isStemmed(language: string): boolean {
  return /^(ru|en)(-|$)/.test(language)
}

/** What the text index of an event is made of; its concepts count as words of the title. */
export function searchTexts({ title, summary, body, concepts }: EventRow) {
  return {
    search_title: [...foldWords(title), ...concepts.map(conceptWord)].join(' '),
    search_body: foldWords(`${summary ?? ''}\n${body}`).join(' '),
  }
}
