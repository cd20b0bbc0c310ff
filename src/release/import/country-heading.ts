import { distance } from 'fastest-levenshtein'
import type { CountryCode } from '../../model/country.ts'
import { noSingleCountry } from '../../model/country.ts'

const names: Record<CountryCode, string[]> = {
  AZ: [
    'REPUBLIC OF AZERBAIJAN',
    'AZERBAIJAN REPUBLIC',
    'AZERBAIJAN',
    'АЗЕРБАЙДЖАНСКАЯ РЕСПУБЛИКА',
    'АЗЕРБАЙДЖАН',
  ],
  KZ: ['REPUBLIC OF KAZAKHSTAN', 'KAZAKHSTAN', 'РЕСПУБЛИКА КАЗАХСТАН', 'КАЗАХСТАН'],
  KG: ['KYRGYZ REPUBLIC', 'REPUBLIC OF KYRGYZSTAN', 'KYRGYZSTAN', 'КЫРГЫЗСКАЯ РЕСПУБЛИКА', 'КЫРГЫЗСТАН'],
  RU: ['RUSSIAN FEDERATION', 'RUSSIA', 'РОССИЙСКАЯ ФЕДЕРАЦИЯ', 'РОССИЯ'],
  TJ: ['REPUBLIC OF TAJIKISTAN', 'TAJIKISTAN', 'РЕСПУБЛИКА ТАДЖИКИСТАН', 'ТАДЖИКИСТАН'],
  TM: ['TURKMENISTAN', 'REPUBLIC OF TURKMENISTAN', 'ТУРКМЕНИСТАН'],
  UZ: ['REPUBLIC OF UZBEKISTAN', 'UZBEKISTAN', 'РЕСПУБЛИКА УЗБЕКИСТАН', 'УЗБЕКИСТАН'],
  [noSingleCountry]: [
    'OTHER COUNTRIES',
    'INTERNATIONAL ORGANIZATIONS',
    'INTERNATIONAL ORGANISATIONS',
    'REGIONAL ORGANIZATIONS',
    'INTERNATIONAL EVENTS',
    'ДРУГИЕ СТРАНЫ',
    'МЕЖДУНАРОДНЫЕ ОРГАНИЗАЦИИ',
  ],
}

const known = Object.entries(names).flatMap(([code, list]) => list.map((name) => ({ code, name })))

/** The country a heading names, forgiving a misspelling in every seven letters; null when it is no such heading. */
export function countryOfHeading(text: string): CountryCode | null {
  const letters = text
    .replace(/[.\s·…_]*\d{0,3}\s*$/u, '')
    .replace(/^\s*(?:\d{1,2}|[IVX]{1,4})[.)]\s*/u, '')
    .replace(/^THE\s+/iu, '')
    .replace(/[^\p{L}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase()
  if (letters.length < 5 || letters.length > 40) return null
  const nearest = known
    .map(({ code, name }) => ({ code, off: distance(letters, name), allowed: Math.floor(name.length / 7) }))
    .filter(({ off, allowed }) => off <= allowed)
    .sort((a, b) => a.off - b.off)[0]
  return nearest?.code ?? null
}

/** The country a short English or Russian name means, in a sentence of counts. */
export function countryOfName(text: string): CountryCode | null {
  return countryOfHeading(text)
}
