import { memberStates, noSingleCountry } from '../model/country.ts'
import type { EventStore } from '../store/types.ts'
import type { CountryView } from './views.ts'

/** The seven member states; `ZZ` last where a standing report names no single state. */
export async function listCountries(events: EventStore): Promise<CountryView[]> {
  const { refs } = await events.page({ filter: { countries: [noSingleCountry] }, limit: 1 })
  const codes = refs.length ? [...memberStates, noSingleCountry] : memberStates
  return codes.map((code) => ({ code }))
}
