import { createFetcher } from '../../fetch/index.ts'
import type { FetchedPage } from './fixture-for.ts'

/** One page of a live site, through the same door as every poll. */
export async function fetchPage(url: string): Promise<FetchedPage> {
  await using fetcher = createFetcher({})
  const host = new URL(url).hostname
  const twin = host.startsWith('www.') ? host.slice('www.'.length) : `www.${host}`
  const response = await fetcher.fetch({ url, expect: 'any' }, { allowedHosts: [host, twin] })
  return {
    bytes: response.bytes,
    status: response.status,
    fetchedAt: response.fetchedAt,
    contentType: response.headers['content-type'],
    finalUrl: response.url,
  }
}
