import { isMemberState, noSingleCountry } from '../../model/country.ts'
import type { SourceFacts } from '../../model/source.ts'

/** Another Bulletin, as the configuration names it. */
export interface PeerSettings {
  name: string
  /** Of its GraphQL endpoint. */
  url: string
  /** A key of the other gateway's making. */
  key: string | null
  /** Ids of sources, or folders (`kz/*`), that it is believed about; null for whatever it has. */
  sources: string[] | null
}

export interface Peer extends PeerSettings {
  /** A source like the others: its health, its visits, its coverage. */
  facts: SourceFacts
}

/** Seconds between questions to a gateway whose streams do not get through. */
const askEverySeconds = 30

/** A peer named for a member state counts for what is said of that state. */
export function toPeer(settings: PeerSettings): Peer {
  const { hostname, host, origin } = new URL(settings.url)
  const code = settings.name.toUpperCase()
  const facts: SourceFacts = {
    id: `peer/${settings.name}`,
    country: isMemberState(code) ? code : noSingleCountry,
    name: `Bulletin ${settings.name}`,
    authority: `The gateway at ${host}`,
    homepage: `${origin}/`,
    language: 'mul',
    timeZone: 'UTC',
    scope: 'drugs-only',
    pollEverySeconds: askEverySeconds,
    hosts: [hostname, host],
  }
  return { ...settings, facts }
}
