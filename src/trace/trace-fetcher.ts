import type { Fetcher } from '../fetch/types.ts'
import { inInnerSpan, isTracing, traceHeaders } from './span.ts'

/**
 * The same door to the sites, requests told as part of what asked. A trace's id goes only to hosts that `mayKnow` it:
 * to a public body's site it would be a mark that tells our requests apart, and of no use to it. The very same one
 * where nothing is traced.
 */
export function traceFetcher(fetcher: Fetcher, mayKnow: (host: string) => boolean): Fetcher {
  if (!isTracing()) return fetcher
  return {
    fetch: (request, options) => {
      const host = URL.parse(request.url)?.hostname ?? ''
      const method = request.method ?? 'GET'
      const attributes = { 'http.request.method': method, 'server.address': host }
      return inInnerSpan(
        () => ({ name: method, kind: 'CLIENT', attributes }),
        async (span) => {
          const told = mayKnow(host) ? { ...request.headers, ...traceHeaders() } : request.headers
          const response = await fetcher.fetch({ ...request, headers: told }, options)
          span.set({
            'http.response.status_code': response.status,
            'http.response.body.size': response.bytes.length,
            'url.path': URL.parse(response.url)?.pathname,
          })
          return response
        },
      )
    },
    stream: (request, options) => fetcher.stream(request, options),
    [Symbol.asyncDispose]: () => fetcher[Symbol.asyncDispose](),
  }
}
