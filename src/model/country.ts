/** ISO 3166-1 alpha-2, upper case; `ZZ` (CLDR: unknown region) where no single state is named. */
export type CountryCode = string

/** The seven member states of CARICC. */
export const memberStates = ['AZ', 'KZ', 'KG', 'RU', 'TJ', 'TM', 'UZ'] as const
export type MemberState = (typeof memberStates)[number]

/** Country code of a report that names no single state: a regional body's meeting, say. */
export const noSingleCountry = 'ZZ'

export function isMemberState(code: string): code is MemberState {
  return (memberStates as readonly string[]).includes(code)
}
