import type { CountryCode } from '../model/country.ts'
import { isMemberState, noSingleCountry } from '../model/country.ts'
import type { SourceFacts } from '../model/source.ts'

/** A source as clients see it; facts are null where nobody here polls it. */
export interface SourceView {
  id: string
  country: CountryCode
  name: string
  authority: string | null
  homepage: string | null
  language: string
  timeZone: string | null
  scope: SourceFacts['scope'] | null
  pollEverySeconds: number | null
  polled: boolean
}

export interface SourceRegistry {
  /** Sources polled here, by id. */
  all: SourceView[]
  get(id: string): SourceView | null
  /** Also for sources known only from stored events: an imported document's, a peer's. */
  of(id: string): SourceView
}

export function createSourceRegistry(sources: SourceFacts[]): SourceRegistry {
  const views = sources.map(toView).sort((a, b) => (a.id < b.id ? -1 : 1))
  const byId = new Map(views.map((source) => [source.id, source]))
  return {
    // Silence of what nobody visits says nothing.
    all: views.filter(({ polled }) => polled),
    get: (id) => byId.get(id) ?? null,
    of: (id) => byId.get(id) ?? unknownSource(id),
  }
}

function toView(facts: SourceFacts): SourceView {
  const { id, country, name, authority, homepage, language, timeZone, scope, pollEverySeconds } = facts
  return {
    id,
    country,
    name,
    authority,
    homepage,
    language,
    timeZone,
    scope,
    pollEverySeconds,
    polled: pollEverySeconds > 0,
  }
}

function unknownSource(id: string): SourceView {
  const folder = id.split('/')[0]!.toUpperCase()
  return {
    id,
    country: isMemberState(folder) ? folder : noSingleCountry,
    name: id,
    authority: null,
    homepage: null,
    language: 'und',
    timeZone: null,
    scope: null,
    pollEverySeconds: null,
    polled: false,
  }
}
