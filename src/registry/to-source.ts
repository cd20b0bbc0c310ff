import type { ConnectorDefinition, Source } from '../connector/types.ts'
import { noSingleCountry } from '../model/country.ts'

/** A checked definition with what its path says: id, country; and its hosts. */
export function toSource(path: string, definition: ConnectorDefinition): Source {
  const { name, authority, homepage, language, timeZone, scope, strategies, variant } = definition
  const folder = path.split('/')[0]!
  return {
    id: sourceId(path, variant),
    country: folder === 'regional' || definition.regional ? noSingleCountry : folder.toUpperCase(),
    name,
    authority,
    homepage,
    language,
    timeZone,
    scope,
    pollEverySeconds: secondsOf(definition.pollEvery)!,
    hosts: hostsOf(definition),
    strategies,
  }
}

export function sourceId(path: string, variant?: string): string {
  return variant === undefined ? path : `${path}-${variant}`
}

/** Seconds of `90s`, `10m`, `1h`, `1d`; null when it is none of these. */
export function secondsOf(pollEvery: string): number | null {
  const match = /^([1-9]\d*)([smhd])$/.exec(pollEvery)
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[match?.[2] ?? '']
  return match && unit ? Number(match[1]) * unit : null
}

/** ASCII hosts of all that is asked, each with and without `www.`: sites redirect from one to the other. */
function hostsOf({ homepage, strategies, hosts = [] }: ConnectorDefinition): string[] {
  const addresses = [homepage, ...strategies.flatMap(({ addresses = [] }) => addresses)]
  const named = [...addresses, ...hosts.map((host) => `https://${host}`)].map(
    (address) => new URL(address).hostname,
  )
  return [...new Set(named.flatMap(withTwin))].sort()
}

function withTwin(host: string): string[] {
  return host.startsWith('www.') ? [host, host.slice('www.'.length)] : [host, `www.${host}`]
}
