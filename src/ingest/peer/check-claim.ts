import { IANAZone } from 'luxon'
import { parse as parseDomain } from 'tldts'
import { canonicalUrl } from '../../connector/canonical-url.ts'
import { noSingleCountry } from '../../model/country.ts'
import { ItemRejected } from '../../model/errors.ts'
import type { LearnedSource, SourceFacts } from '../../model/source.ts'
import { matchesAny } from '../../model/source-patterns.ts'
import type { Peer } from './peer.ts'
import type { ToldEvent } from './read-event.ts'
import { isRecord, optional } from './untrusted.ts'

/** What is known of an event's source: by a connector here, or as the peer describes it. */
export type ClaimedSource = { facts: SourceFacts; learned: null } | { facts: null; learned: LearnedSource }

const scopes: Record<string, SourceFacts['scope']> = {
  ALL_POLICE_NEWS: 'all-police-news',
  DRUGS_ONLY: 'drugs-only',
  GENERAL_NEWS: 'general-news',
}

/**
 * Whether the peer may tell of this source, and whether the address is the source's. Throws `ItemRejected`
 * (FOREIGN_HOST) where not. `url` is canonical.
 */
export function checkClaim(
  { source }: Pick<ToldEvent, 'source'>,
  url: string,
  peer: Pick<Peer, 'name' | 'sources'>,
  known: Map<string, SourceFacts>,
): ClaimedSource {
  const { id } = source
  if (!/^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || id.startsWith('peer/'))
    throw new ItemRejected('UNREADABLE', `source.id ${id} is not of the form kz/polisia-ru.`)
  if (peer.sources && !matchesAny(id, peer.sources))
    throw new ItemRejected(
      'FOREIGN_HOST',
      `${id} is none of the sources that ${peer.name} is believed about: ${peer.sources.join(', ')}.`,
    )
  const facts = known.get(id)
  const { hostname } = new URL(url)
  if (facts) {
    if (facts.hosts.length > 0 && !facts.hosts.includes(hostname))
      throw new ItemRejected('FOREIGN_HOST', `${hostname} is no host of ${id}: ${facts.hosts.join(', ')}.`)
    return { facts, learned: null }
  }
  const learned = toLearned(id, source.told)
  if (learned.homepage && !isSameSite(new URL(learned.homepage).hostname, hostname))
    throw new ItemRejected('FOREIGN_HOST', `${hostname} is not on the site of ${id}: ${learned.homepage}.`)
  return { facts: null, learned }
}

function isSameSite(one: string, other: string): boolean {
  if (one === other) return true
  const domain = parseDomain(one).domain
  return domain !== null && domain === parseDomain(other).domain
}

function toLearned(id: string, told: Record<string, unknown>): LearnedSource {
  const code = isRecord(told.country) ? told.country.code : null
  const folder = id.split('/')[0]!.toUpperCase()
  const homepage = optional(told, 'homepage', 2_000)
  const timeZone = optional(told, 'timeZone', 100)
  const language = optional(told, 'language', 50)
  return {
    id,
    country: [code, folder].find(isCountry) ?? noSingleCountry,
    name: optional(told, 'name', 500) ?? id,
    authority: optional(told, 'authority', 500),
    homepage: homepage && canonicalUrl(homepage),
    language: language && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language) ? language : 'und',
    timeZone: timeZone && IANAZone.isValidZone(timeZone) ? timeZone : null,
    scope: scopes[String(told.scope)] ?? null,
  }
}

function isCountry(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code)
}
