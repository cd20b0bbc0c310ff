import type { SourceRequest, SourceResponse } from '../../src/connector/types.ts'
import { createFetcher, type FetcherOptions, type FetchOptions } from '../../src/fetch/index.ts'
import type { Site } from './loopback-site.ts'

export const host = 'polisia.kz'

export interface Fetching extends AsyncDisposable {
  get(
    path: string,
    request?: Partial<SourceRequest>,
    options?: Partial<FetchOptions>,
  ): Promise<SourceResponse>
  /** The error it fails with; fails itself when it does not. */
  failure(
    path: string,
    request?: Partial<SourceRequest>,
    options?: Partial<FetchOptions>,
  ): Promise<Error & { reason?: string; retryAfterSeconds?: number | null }>
}

/** A fetcher for which `polisia.kz` (and `others`) is the given site, with pauses short enough for tests. */
export function fetching(
  site: Site,
  options: FetcherOptions = {},
  others: Record<string, Site> = {},
): Fetching {
  const sites = { [host]: site, ...others }
  const fetcher = createFetcher({
    hostMap: Object.fromEntries(
      Object.entries(sites).map(([name, { port }]) => [name, { address: '127.0.0.1', port }]),
    ),
    random: () => 0.5,
    ...options,
    limits: { retryBaseMs: 2, ...options.limits },
  })
  const get: Fetching['get'] = (path, request, fetch) =>
    fetcher.fetch(
      { url: path.startsWith('http') ? path : `https://${host}${path}`, expect: 'html', ...request },
      { allowedHosts: Object.keys(sites), ...fetch },
    )
  return {
    get,
    failure: (path, request, fetch) =>
      get(path, request, fetch).then(
        ({ status }) => {
          throw new Error(`expected a failure, got ${status}`)
        },
        (error: Error) => error,
      ),
    [Symbol.asyncDispose]: () => fetcher[Symbol.asyncDispose](),
  }
}
