import { IANAZone } from 'luxon'
import type { ConnectorDefinition } from '../connector/types.ts'
import { secondsOf, sourceId } from './to-source.ts'

const scopes = ['all-police-news', 'drugs-only', 'general-news']
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Everything wrong with one definition, each as a sentence that says what to do; empty when it is sound. */
export function checkDefinition(path: string, definition: ConnectorDefinition | undefined): string[] {
  if (typeof definition !== 'object' || definition === null)
    return ['export the definition: export default defineConnector({ … })']
  const { name, authority, homepage, language, timeZone, scope, pollEvery, strategies } = definition
  const rules: [boolean, string][] = [
    [
      isId(sourceId(path, definition.variant)),
      `the id ${sourceId(path, definition.variant)} is not <cc>/<slug> in lower-case letters, digits and hyphens`,
    ],
    [
      isCountry(path.split('/')[0]!),
      `the folder is neither a country (ISO 3166-1 alpha-2, lower case) nor "regional"`,
    ],
    [isFilled(name), 'name is empty'],
    [isFilled(authority), 'authority is empty'],
    [isWeb(homepage), `homepage ${homepage} is not an absolute http(s) address`],
    [isLanguage(language), `language ${language} is not a known BCP 47 tag`],
    [IANAZone.isValidZone(timeZone), `timeZone ${timeZone} is not a known IANA zone`],
    [scopes.includes(scope), `scope ${scope} is none of ${scopes.join(', ')}`],
    [
      typeof pollEvery === 'string' && secondsOf(pollEvery) !== null,
      `pollEvery ${pollEvery} is not of the form 90s, 10m, 1h or 1d`,
    ],
    [
      Array.isArray(strategies) && strategies.length > 0,
      'strategies is empty: name at least one way to read the site',
    ],
  ]
  const broken = rules.filter(([holds]) => !holds).map(([, problem]) => problem)
  return [...broken, ...badAddresses(strategies), ...badHosts(definition.hosts)]
}

function badAddresses(strategies: ConnectorDefinition['strategies'] | undefined): string[] {
  const all = Array.isArray(strategies) ? strategies : []
  return all.flatMap(({ kind, addresses = [] }) =>
    addresses
      .filter((address) => !isWeb(address))
      .map((address) => `${kind}: ${address} is not an absolute http(s) address`),
  )
}

function badHosts(hosts: string[] = []): string[] {
  return hosts
    .filter((host) => !URL.canParse(`https://${host}`) || /[/:?#@]/.test(host))
    .map((host) => `hosts: ${host} is not a bare host name`)
}

function isId(id: string): boolean {
  return /^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)
}

function isCountry(folder: string): boolean {
  return (
    folder === 'regional' || (/^[a-z]{2}$/.test(folder) && countries.of(folder.toUpperCase()) !== undefined)
  )
}

function isFilled(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== ''
}

function isWeb(address: unknown): boolean {
  return typeof address === 'string' && /^https?:\/\/[^/]/i.test(address) && URL.canParse(address)
}

function isLanguage(tag: unknown): boolean {
  try {
    return typeof tag === 'string' && languages.of(tag) !== undefined
  } catch {
    return false
  }
}
