import type { Entry } from './use-release.ts'

/** What nothing could translate stands in its own language. */
export function languageOf({ wording, language }: Pick<Entry, 'wording' | 'language'>): string {
  return wording === 'UNTRANSLATED' ? language : 'en'
}
