import { createHash } from 'node:crypto'

/** A word that stands for a concept; no dictionary changes it and no text contains it. */
export function conceptWord(concept: string): string {
  return `c0${createHash('sha256').update(concept).digest('hex').slice(0, 20)}`
}

/** Only Russian and English have a stemmer here; one configuration stems both, telling them by script. */
export function isStemmed(language: string): boolean {
  return /^(ru|en)(-|$)/.test(language)
}
