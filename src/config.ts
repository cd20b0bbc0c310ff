import { readFileSync } from 'node:fs'
import { addKeys, type PeerConfig, parsePatterns, parsePeers } from './config/parse-peers.ts'
import { BadInput } from './model/errors.ts'

/** Settings as the environment states them, checked. */
export interface Config {
  port: number
  host: string
  /** PostgreSQL; without it the embedded database in `dataDir`. */
  databaseUrl: string | null
  /** Redis; without it the cache lives in memory. */
  redisUrl: string | null
  dataDir: string
  auth: 'open' | 'open-on-public' | 'keys'
  /** Whose tokens are taken besides keys. */
  tokens: { issuer: string; audience: string; jwksUrl: string } | null
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number
  /** Cost points a minute and subscriptions at once of one caller; null for no limit. */
  rates: { perKey: number | null; perAddress: number | null; subscriptions: number | null }
  queries: {
    maxCost: number
    timeoutMs: number
    introspection: boolean
    suggestions: boolean
    /** Folder of the only documents that are answered. */
    persistedOnly: string | null
  }
  /** Hosts that webhooks may name though they are in a private network or speak plain HTTP. */
  webhookHosts: string[]
  /** A LibreTranslate-compatible server. */
  translateUrl: string | null
  logLevel: LogLevel
  /** Whom the sites' administrators can turn to; part of the user agent. */
  contact: string | null
  /** Real host → where it is found instead; the demonstration's replicas. */
  hostMap: Record<string, { address: string; port: number; tls?: boolean }>
  /** Host → proxy, CA file. */
  hosts: Record<string, { proxy?: string; caFile?: string }>
  /** Where spans are sent is read by the exporter itself; null where OTEL_EXPORTER_OTLP_ENDPOINT is unset. */
  traces: { name: (typeof samplers)[number]; ratio: number } | null
  /** Other gateways that are sources of this one. */
  peers: PeerConfig[]
  /** Ids of the sources polled here, or folders (`kz/*`); null for all. */
  sources: string[] | null
  /** How many times faster than real time polls are planned; for demonstrations. */
  pace: number
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** As OpenTelemetry names them; the others of its list need a sampling server. */
const samplers = [
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
  'always_on',
  'always_off',
  'traceidratio',
] as const

type Env = Record<string, string | undefined>
type ReadFile = (path: string) => string

/**
 * The only reader of the environment. Throws `BadInput` with everything that is wrong, one line each; an empty
 * variable counts as absent.
 */
export function readConfig(env: Env, readFile: ReadFile = (path) => readFileSync(path, 'utf8')): Config {
  const problems: string[] = []
  const get = (name: string) => env[name]?.trim() || null
  const check = <T>(name: string, parse: (value: string) => T, fallback: T): T => {
    const value = get(name)
    if (value === null) return fallback
    try {
      return parse(value)
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : error}`)
      return fallback
    }
  }
  const host = get('HOST') ?? '127.0.0.1'
  const config: Config = {
    port: check('PORT', parsePort, 4000),
    host,
    databaseUrl: check('DATABASE_URL', urlOf('postgres', 'postgresql'), null),
    redisUrl: check('REDIS_URL', urlOf('redis', 'rediss'), null),
    dataDir: get('DATA_DIR') ?? './data',
    auth: check('BULLETIN_AUTH', authOf(host), isLoopback(host) ? 'open' : 'keys'),
    tokens: null,
    trustedProxies: check('BULLETIN_TRUSTED_PROXIES', countOf(10), 0),
    rates: { perKey: null, perAddress: null, subscriptions: null },
    queries: {
      maxCost: check('BULLETIN_MAX_COST', countOf(1_000_000_000), 500_000),
      timeoutMs: 1_000 * check('BULLETIN_QUERY_SECONDS', countOf(3_600), 20),
      introspection: check('BULLETIN_INTROSPECTION', onOrOff, true),
      suggestions: check('BULLETIN_SUGGESTIONS', onOrOff, get('BULLETIN_INTROSPECTION') !== 'off'),
      persistedOnly: get('BULLETIN_PERSISTED_ONLY'),
    },
    webhookHosts: check('BULLETIN_WEBHOOK_HOSTS', hostsOf, []),
    translateUrl: check('TRANSLATE_URL', urlOf('http', 'https'), null),
    logLevel: check('LOG_LEVEL', oneOf(logLevels), 'info'),
    contact: check('BULLETIN_CONTACT', urlOf('https', 'http', 'mailto'), null),
    hostMap: check('BULLETIN_HOST_MAP', (value) => parseHostMap(jsonOf(value, readFile)), {}),
    hosts: check('BULLETIN_HOSTS_FILE', (value) => parseHosts(jsonOf(value, readFile)), {}),
    peers: [],
    sources: check('BULLETIN_SOURCES', parsePatterns, null),
    pace: check('BULLETIN_PACE', parsePace, 1),
    traces: null,
  }
  const sampler = check('OTEL_TRACES_SAMPLER', oneOf(samplers), 'parentbased_always_on')
  const ratio = check('OTEL_TRACES_SAMPLER_ARG', parseShare, 1)
  const collector =
    check('OTEL_EXPORTER_OTLP_ENDPOINT', urlOf('http', 'https'), null) ??
    check('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', urlOf('http', 'https'), null)
  const isOff = get('OTEL_SDK_DISABLED')?.toLowerCase() === 'true' || get('OTEL_TRACES_EXPORTER') === 'none'
  if (collector && !isOff) config.traces = { name: sampler, ratio }
  const peers = check(
    'BULLETIN_PEERS',
    (value) => parsePeers(value, (json) => jsonOf(json, readFile, 'peers')),
    [],
  )
  config.peers = check(
    'BULLETIN_PEER_KEYS',
    (value) => addKeys(peers, jsonOf(value, readFile, 'peers')),
    peers.map((peer) => ({ ...peer, key: null })),
  )
  // One's own machine needs no shares.
  const share = (name: string, usual: number) =>
    check(name, countOf(1_000_000_000), config.auth === 'open' ? 0 : usual) || null
  config.rates = {
    perKey: share('BULLETIN_RATE_PER_KEY', 1_200_000),
    perAddress: share('BULLETIN_RATE_PER_ADDRESS', 300_000),
    subscriptions: share('BULLETIN_SUBSCRIPTIONS', 200),
  }
  // Whoever may ask an open gateway is on this machine, and reaches what it reaches.
  if (config.auth === 'open') config.webhookHosts.push('localhost', '127.0.0.1', '[::1]')
  const tokens = {
    issuer: get('BULLETIN_JWT_ISSUER'),
    audience: get('BULLETIN_JWT_AUDIENCE'),
    jwksUrl: check('BULLETIN_JWKS_URL', urlOf('https', 'http'), null),
  }
  if (tokens.issuer && tokens.audience && tokens.jwksUrl) config.tokens = tokens as Config['tokens']
  else if (tokens.issuer || tokens.audience || get('BULLETIN_JWKS_URL'))
    problems.push(
      'BULLETIN_JWT_ISSUER, BULLETIN_JWT_AUDIENCE and BULLETIN_JWKS_URL are set together or not at all.',
    )
  if (problems.length > 0)
    throw new BadInput(`The environment has ${problems.length} problem(s):\n  ${problems.join('\n  ')}`)
  return config
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/** Open is for one's own machine; to open a public address takes saying so. */
function authOf(host: string): (value: string) => Config['auth'] {
  return (value) => {
    const mode = oneOf(['open', 'open-on-public', 'keys'] as const)(value)
    if (mode === 'open' && !isLoopback(host))
      throw new Error(
        `"open" is for loopback, and HOST is ${host}: everyone could change everything. Use keys, or open-on-public to let anyone read.`,
      )
    return mode
  }
}

function countOf(most: number): (value: string) => number {
  return (value) => {
    const count = Number(value)
    if (!/^\d+$/.test(value) || count > most)
      throw new Error(`"${value}" is not a whole number from 0 to ${most}.`)
    return count
  }
}

/** Names or addresses between commas, IPv6 in brackets; no ports, no schemes. */
function hostsOf(value: string): string[] {
  const hosts = value.split(',').map((host) => host.trim())
  const odd = hosts.find((host) => !/^(?:[^\s/:@?#[\]]+|\[[\da-f:.]+\])$/i.test(host))
  if (odd !== undefined)
    throw new Error(`"${odd}" is not a host, such as hooks.example.kz, 10.1.2.3 or [fd00::1].`)
  return hosts
}

function onOrOff(value: string): boolean {
  return oneOf(['on', 'off'] as const)(value) === 'on'
}

function parsePort(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535) throw new Error(`"${value}" is not a port (0 to 65535).`)
  return port
}

function parseShare(value: string): number {
  const share = Number(value)
  if (!(share >= 0 && share <= 1)) throw new Error(`"${value}" is not a number from 0 to 1.`)
  return share
}

function parsePace(value: string): number {
  const pace = Number(value)
  if (!(pace >= 1 && pace <= 100_000)) throw new Error(`"${value}" is not a number from 1 to 100000.`)
  return pace
}

function urlOf(...schemes: string[]): (value: string) => string | null {
  return (value) => {
    const url = URL.parse(value)
    // The value may hold a password: it is not repeated.
    if (!url || !schemes.includes(url.protocol.slice(0, -1)))
      throw new Error(`must be an address that begins with ${schemes.map((s) => `${s}:`).join(' or ')}.`)
    return value
  }
}

function oneOf<T extends string>(allowed: readonly T[]): (value: string) => T {
  return (value) => {
    if (!(allowed as readonly string[]).includes(value))
      throw new Error(`"${value}" is none of ${allowed.join(', ')}.`)
    return value as T
  }
}

/** JSON itself, or the path of a file that holds it. */
function jsonOf(value: string, readFile: ReadFile, keys = 'hosts'): Record<string, unknown> {
  const text = value.startsWith('{') ? value : readFile(value)
  const json: unknown = JSON.parse(text)
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Error(`must hold a JSON object whose keys are names of ${keys}.`)
  return json as Record<string, unknown>
}

/** `{"polisia.kz": "127.0.0.1:8081"}`, or `{"polisia.kz": {"address": …, "port": …, "tls": …}}`. */
function parseHostMap(json: Record<string, unknown>): Config['hostMap'] {
  const entries = Object.entries(json).map(([host, to]): [string, Config['hostMap'][string]] => {
    const { address, port, tls } = typeof to === 'string' ? splitAddress(to) : ((to ?? {}) as Mapped)
    if (typeof address !== 'string' || !Number.isInteger(port))
      throw new Error(`${host} must map to "address:port".`)
    return [host, { address, port: port as number, ...(tls === true && { tls }) }]
  })
  return Object.fromEntries(entries)
}

interface Mapped {
  address?: unknown
  port?: unknown
  tls?: unknown
}

function splitAddress(text: string): Mapped {
  const match = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(text)
  return { address: match?.[1], port: match ? Number(match[2]) : undefined }
}

function parseHosts(json: Record<string, unknown>): Config['hosts'] {
  const entries = Object.entries(json).map(([host, settings]): [string, Config['hosts'][string]] => {
    const { proxy, caFile, ...rest } = (settings ?? {}) as Record<string, unknown>
    const unknown = Object.keys(rest)
    if (unknown.length > 0) throw new Error(`${host}: ${unknown.join(', ')} is neither proxy nor caFile.`)
    for (const [name, value] of Object.entries({ proxy, caFile }))
      if (value !== undefined && typeof value !== 'string')
        throw new Error(`${host}: ${name} must be a text.`)
    return [
      host,
      { ...(proxy ? { proxy: String(proxy) } : {}), ...(caFile ? { caFile: String(caFile) } : {}) },
    ]
  })
  return Object.fromEntries(entries)
}

/** Where everything is kept. */
export function storeHome({ databaseUrl, dataDir }: Config) {
  return databaseUrl ? { databaseUrl } : { dataDir }
}
