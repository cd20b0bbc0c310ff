import { LRUCache } from 'lru-cache'

/** Making one takes longer than all the rest of an event. */
const byLanguage = new LRUCache<string, Intl.DisplayNames>({
  max: 50,
  memoMethod: (language) => new Intl.DisplayNames([language, 'en'], { type: 'region' }),
})

/** A state's name (CLDR); the code itself where it has none. */
export function countryName(code: string, language: string): string {
  return byLanguage.memo(language).of(code) ?? code
}
