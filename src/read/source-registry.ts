import DataLoader from 'dataloader'
import { isMemberState, noSingleCountry } from '../model/country.ts'
import type { LearnedSource, SourceFacts } from '../model/source.ts'

/** A source as clients see it; facts are null where nobody here polls it. */
export interface SourceView extends LearnedSource {
  pollEverySeconds: number | null
  polled: boolean
}

export interface SourceRegistry {
  /** Sources polled here, by id. */
  all: SourceView[]
  /** Of this gateway's own facts; null where it has none. */
  get(id: string): SourceView | null
  /** Null for a source that neither a connector nor a peer describes. */
  find(id: string): SourceView | null | Promise<SourceView | null>
  /** Also for sources that nobody describes: what the id itself says. */
  of(id: string): SourceView | Promise<SourceView>
}

/** What other gateways tell of sources that no connector here reads; same length and order as `ids`. */
export type Learn = (ids: string[]) => Promise<(LearnedSource | null)[]>

export function createSourceRegistry(
  sources: SourceFacts[],
  learn: Learn = async (ids) => ids.map(() => null),
): SourceRegistry {
  const views = sources.map(toView).sort((a, b) => (a.id < b.id ? -1 : 1))
  const byId = new Map(views.map((source) => [source.id, source]))
  // Kept as connectors are: a description that changes is told after the next start.
  const learned = new Map<string, SourceView>()

  // One question for all who ask meanwhile; the answer is not kept, as a peer may tell of the source later.
  const asked = new DataLoader((ids: readonly string[]) => learn([...ids]), { cache: false })

  async function ask(id: string): Promise<SourceView | null> {
    const source = await asked.load(id)
    if (!source) return null
    const view = { ...source, pollEverySeconds: null, polled: false }
    learned.set(id, view)
    return view
  }

  const known = (id: string) => byId.get(id) ?? learned.get(id)
  return {
    // Silence of what nobody visits says nothing.
    all: views.filter(({ polled }) => polled),
    get: (id) => byId.get(id) ?? null,
    find: (id) => known(id) ?? ask(id),
    of: (id) => known(id) ?? ask(id).then((view) => view ?? unknownSource(id)),
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
