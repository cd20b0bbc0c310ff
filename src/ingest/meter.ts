import type { Fetcher } from '../fetch/types.ts'

/** The same fetcher, counting what one poll asks of it. */
export function meter(fetcher: Pick<Fetcher, 'fetch'>) {
  const count = { requests: 0, bytes: 0 }
  const fetch: Fetcher['fetch'] = async (request, options) => {
    count.requests++
    const response = await fetcher.fetch(request, options)
    count.bytes += response.bytes.length
    return response
  }
  return { count, fetch }
}
