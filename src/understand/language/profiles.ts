import type { Script } from '../../model/understanding.ts'
import data from '../data/languages.json' with { type: 'json' }

/** What tells a language in one of its scripts. */
export interface Profile {
  /** Its place in the list. */
  index: number
  /** What speaks for a language before anything is read: look-alikes from outside the region start behind. */
  prior: number
  /** ISO 639-1 */
  language: string
  script: Script
  /** Codes under which franc knows it; none where it was never trained on it. */
  franc: string[]
  alphabet: Set<string>
  /** Letters that few others have. */
  own: Set<string>
  /** Its commonest words, and those of its news. */
  words: Set<string>
}

export const profiles: readonly Profile[] = Object.entries(data).map(([name, profile], index) => ({
  index,
  language: name.split('-')[0]!,
  script: profile.script as Script,
  prior: 'prior' in profile ? profile.prior : 0,
  franc: profile.franc,
  alphabet: new Set(profile.alphabet),
  own: new Set(profile.own),
  // As tokens are folded: «ё», Tajik for «or», is «е» there, which is a word of no other.
  words: new Set(profile.words.replaceAll('ё', 'е').split(' ')),
}))
