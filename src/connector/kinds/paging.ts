import type { CheerioAPI } from 'cheerio'
import { resolveUrl } from '../page/resolve-url.ts'

/**
 * Where older entries are: an address with `{n}`, counted 2, 3, 4 … unless `first` and `step` say otherwise
 * (`?start={n}`, 12, 12), or the selector of the link to the next page.
 */
export type Paging = { url: string; first?: number; step?: number } | { link: string }

/** Address of the page after the one asked; undefined when there is none. */
export function nextOf(paging: Paging, requestedUrl: string, $: CheerioAPI): string | undefined {
  if ('link' in paging) {
    const address = resolveUrl($(paging.link).first().attr('href'), requestedUrl)
    return address === requestedUrl ? undefined : address
  }
  const { url, first = 2, step = 1 } = paging
  const here = countIn(url, requestedUrl)
  return new URL(url.replace('{n}', String(here === null ? first : here + step)), requestedUrl).href
}

/** Which count the asked address was made with; null for the first page. */
function countIn(template: string, address: string): number | null {
  const [before = '', after = ''] = new URL(template, address).href.split(/%7Bn%7D|\{n\}/i)
  if (!address.startsWith(before) || !address.endsWith(after)) return null
  const count = address.slice(before.length, address.length - after.length)
  return /^\d+$/.test(count) ? Number(count) : null
}
