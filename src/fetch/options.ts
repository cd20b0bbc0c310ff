import { type Clock, systemClock } from '../model/clock.ts'
import type { Lookup } from './guarded-lookup.ts'

export interface FetchLimits {
  /** Connections, and so requests under way, to one host. */
  connectionsPerHost: number
  /** Requests that may wait for a connection to one host. */
  queuePerHost: number
  connectTimeoutMs: number
  /** From the request sent to the first header. */
  headersTimeoutMs: number
  /** Longest silence within a body. */
  bodyTimeoutMs: number
  /** One request from connect to last byte, however steadily it drips. */
  totalTimeoutMs: number
  /** Of the bytes on the wire, and again of the bytes they unpack to. */
  maxBodyBytes: number
  maxRedirects: number
  /** Attempts after the first, for requests that may be repeated. */
  retries: number
  /** First pause before a retry; doubles, with jitter. */
  retryBaseMs: number
  /** Longest pause; a site that asks for more is left alone and the caller told when to come back. */
  retryMaxMs: number
  /** Failures of one host in a row after which it is left alone … */
  breakAfter: number
  /** … for this long. */
  breakMs: number
}

/** A host that ends in a national root, or is only reached through a proxy. Covers its subdomains too. */
export interface HostSettings {
  /** PEM file of roots trusted for this host besides the usual ones. */
  caFile?: string
  /** `http://user:password@proxy.example:3128` */
  proxy?: string
}

/** Real host name → where it is found instead. Reached over plain HTTP unless `tls`, whatever the address says. */
export type HostMap = Record<string, { address: string; port: number; tls?: boolean }>

/** The two levels used here; a pino logger fits. */
export interface FetchLog {
  debug(details: object, message: string): void
  warn(details: object, message: string): void
}

export interface FetcherOptions {
  /** Who runs this gateway: an address (`https://…` or `mailto:…`) the site's administrator can turn to. */
  contact?: string
  hosts?: Record<string, HostSettings>
  hostMap?: HostMap
  limits?: Partial<FetchLimits>
  /** Whether robots.txt is asked first; on by default. */
  robots?: boolean
  clock?: Clock
  /** 0 ≤ n < 1; spreads retries. */
  random?: () => number
  /** Resolves a name to every address it has; the system's resolver by default. */
  lookup?: Lookup
  log?: FetchLog
}

export const defaultLimits: FetchLimits = {
  connectionsPerHost: 2,
  queuePerHost: 1_000,
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 20_000,
  bodyTimeoutMs: 15_000,
  totalTimeoutMs: 60_000,
  maxBodyBytes: 32 * 1024 * 1024,
  maxRedirects: 5,
  retries: 2,
  retryBaseMs: 500,
  retryMaxMs: 15_000,
  breakAfter: 6,
  breakMs: 60_000,
}

/** Options with every default filled in and host names in ASCII form. */
export interface FetchSettings {
  limits: FetchLimits
  clock: Clock
  random: () => number
  log: FetchLog
}

export function toSettings(options: FetcherOptions): FetchSettings {
  return {
    limits: { ...defaultLimits, ...options.limits },
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    log: options.log ?? { debug() {}, warn() {} },
  }
}
