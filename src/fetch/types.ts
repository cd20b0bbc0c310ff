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
