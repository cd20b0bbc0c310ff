import type { SourceRequest, SourceResponse } from '../connector/types.ts'

export interface FetchOptions {
  /** Hosts the request, and every redirect of it, may go to. */
  allowedHosts: string[]
  validators?: { etag?: string; lastModified?: string }
  signal?: AbortSignal
}

/**
 * The one door to the sites. Throws `SourceUnreachable` (network, TLS, timeout, 429, 5xx, open circuit),
 * `SourceChanged` (a 200 that is not what was asked for, a body over the cap) and `RequestRefused`
 * (host not allowed, private address, robots.txt).
 */
export interface Fetcher extends AsyncDisposable {
  fetch(request: SourceRequest, options: FetchOptions): Promise<SourceResponse>
  /**
   * An event stream, its bytes as they come; `idleMs` is the longest silence. Through the same door, and throws the
   * same, also while it is read. Redirects are refused.
   */
  stream(
    request: SourceRequest,
    options: Omit<FetchOptions, 'validators'> & { idleMs: number },
  ): Promise<AsyncIterable<Uint8Array>>
}

export interface PostRequest {
  /** As somebody outside wrote it. */
  url: string
  headers: Record<string, string>
  body: string
  signal?: AbortSignal
}

/**
 * Hands a message to an address that a client named. Redirects are not followed, answers are not read. Throws
 * `SourceUnreachable` where no answer comes and `RequestRefused` where the address is none to be asked.
 */
export interface Poster extends AsyncDisposable {
  /** As far as can be told without asking for the name. Throws `BadInput`. */
  check(address: string): URL
  post(request: PostRequest): Promise<{ status: number; retryAfterSeconds: number | null }>
}
