import { type CountryCode, memberStates, noSingleCountry } from '../../model/country.ts'

/** Names as releases print them: over a section, and in the sentence of counts. */
const printed: Record<string, [heading: string, name: string]> = {
  AZ: ['REPUBLIC OF AZERBAIJAN', 'Azerbaijan'],
  KZ: ['REPUBLIC OF KAZAKHSTAN', 'Kazakhstan'],
  KG: ['KYRGYZ REPUBLIC', 'Kyrgyzstan'],
  RU: ['RUSSIAN FEDERATION', 'Russia'],
  TJ: ['REPUBLIC OF TAJIKISTAN', 'Tajikistan'],
  TM: ['TURKMENISTAN', 'Turkmenistan'],
  UZ: ['REPUBLIC OF UZBEKISTAN', 'Uzbekistan'],
  [noSingleCountry]: ['OTHER COUNTRIES', 'Other countries'],
}

const names = new Intl.DisplayNames(['en'], { type: 'region' })

export function countryName(code: CountryCode): string {
  return printed[code]?.[1] ?? names.of(code) ?? code
}

export function countryHeading(code: CountryCode): string {
  return printed[code]?.[0] ?? countryName(code).toUpperCase()
}

/** The member states as releases list them, other states by name, what concerns no single state last. */
export function inCustomaryOrder(codes: Iterable<CountryCode>): CountryCode[] {
  const place = (code: CountryCode) => {
    const at = (memberStates as readonly string[]).indexOf(code)
    return at >= 0 ? at : code === noSingleCountry ? 99 : 50
  }
  return [...new Set(codes)].sort((a, b) => place(a) - place(b) || (countryName(a) < countryName(b) ? -1 : 1))
}
