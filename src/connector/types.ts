import type { Item, ItemField } from '../model/item.ts'
import type { SourceFacts } from '../model/source.ts'

/** A request a kind wants made; the fetch layer makes it and nothing else does. */
export interface SourceRequest {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** What the answer must be before a 200 counts as success. */
  expect: 'feed' | 'html' | 'json' | 'any'
  /** Statuses besides 2xx that the kind wants to see: 404 for an id probe. */
  allowStatus?: number[]
}

export interface SourceResponse {
  requestedUrl: string
  /** After redirects. */
  url: string
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  /** Decoded by charset; empty for 304. */
  text: string
  bytes: Uint8Array
  fetchedAt: string
  /** SHA-256 of `bytes`, hex. */
  sha256: string
  notModified: boolean
}

/** What a kind remembers between polls; JSON. */
export type StrategyState = Record<string, unknown>

export interface Parsed {
  items: Item[]
  /** Next page; the poll stops asking at its watermark. */
  next?: SourceRequest
  state?: StrategyState
}

/** One way to read a site. Every function is pure. */
export interface Strategy {
  kind: string
  /** Fields at least one item of a good page has; one that no item has means the site changed. */
  declares: ItemField[]
  /** Fields at least one item has once its own page is read. */
  articleDeclares?: ItemField[]
  /** Addresses it asks; their hosts are the source's. */
  addresses?: string[]
  /**
   * True where the answer's shape is fixed by a standard and the connector adds no path or selector of its
   * own, so that the kind's tests say all there is to say; any other strategy must have a saved page.
   */
  standard?: boolean
  /** True where a page may rightly be empty: an id probe that finds nothing new. */
  mayBeEmpty?: boolean
  first(state: StrategyState, site: SourceFacts): SourceRequest
  parse(response: SourceResponse, site: SourceFacts, state: StrategyState): Parsed
  /** Where the item's own page must be read for its text; null when the item is whole. */
  article?(item: Item, site: SourceFacts): SourceRequest | null
  /** Fills an item from its own page; what the list said wins unless the page says more. */
  readArticle?(response: SourceResponse, item: Item, site: SourceFacts): Item
  /** Many items in one request, by canonical address; addresses it cannot place are left out. */
  batch?(urls: string[], site: SourceFacts): { request: SourceRequest; urls: string[] }[]
  parseBatch?(response: SourceResponse, urls: string[], site: SourceFacts): Map<string, Item>
}

/** What a connector file states. Id and country come from the file's path. */
export interface ConnectorDefinition {
  name: string
  authority: string
  homepage: string
  /** BCP 47 */
  language: string
  /** IANA */
  timeZone: string
  /** `drugs-only` keeps every item; the others let relevance decide. */
  scope: SourceFacts['scope']
  /** `10m`, `1h`, `90s` */
  pollEvery: string
  /** In order of preference; the gateway remembers which one works. */
  strategies: Strategy[]
  /** Hosts besides those of `homepage` and the strategies. */
  hosts?: string[]
  /** Suffix of the id where one file describes several sites: `16` makes `ru/mvd-16`. */
  variant?: string
  /** Country of the site's events where it is not the path's: none for a regional body. */
  regional?: boolean
}

/** A connector with its place: what the registry holds. */
export interface Source extends SourceFacts {
  strategies: Strategy[]
}
