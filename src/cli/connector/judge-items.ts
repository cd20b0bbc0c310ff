import { DateTime } from 'luxon'
import { canonicalUrl } from '../../connector/canonical-url.ts'
import type { Source, Strategy } from '../../connector/types.ts'
import type { Item, ItemField } from '../../model/item.ts'
import { parseDate } from '../../understand/index.ts'
import type { Visit } from './visit.ts'

/** What is wrong with what one visit gave, each as a sentence; empty when all demands hold. */
export function judgeItems(
  source: Source,
  strategy: Strategy,
  { listed, items, pagesRead }: Visit,
  fetchedAt: string,
): string[] {
  if (listed.length === 0) return ['no item at all']
  return [
    ...missing(strategy.declares, listed).map((field) => `declares ${field}, but no item has it`),
    ...(pagesRead > 0 ? missing(strategy.articleDeclares ?? [], items) : []).map(
      (field) => `declares ${field} from the item's own page, but no item has it`,
    ),
    ...items.flatMap((item, i) =>
      judgeItem(source, item, fetchedAt).map((problem) => `item ${i + 1}: ${problem}`),
    ),
    ...repeated(items),
  ]
}

function missing(fields: ItemField[], items: Item[]): ItemField[] {
  return fields.filter((field) => items.every((item) => isEmpty(item[field])))
}

export function isEmpty(value: Item[ItemField]): boolean {
  return value === undefined || value.length === 0
}

function judgeItem(
  source: Source,
  { url, title, publishedAt, dateFormat }: Item,
  fetchedAt: string,
): string[] {
  return [
    ...judgeUrl(source, url),
    ...(title === undefined ? [] : judgeTitle(title)),
    ...(publishedAt === undefined ? [] : judgeDate(source, { publishedAt, dateFormat }, fetchedAt)),
  ]
}

function judgeUrl({ hosts }: Source, url: string | undefined): string[] {
  const canonical = url === undefined ? null : canonicalUrl(url)
  if (url === undefined || !/^https?:/.test(url) || canonical === null)
    return [`the address ${url} is not an absolute one`]
  const { hostname } = new URL(canonical)
  return hosts.includes(hostname) ? [] : [`${hostname} is not a host of the source (${hosts.join(', ')})`]
}

function judgeTitle(title: string): string[] {
  if (title.trim() === '') return ['the title is empty']
  const markup = /<\/?[a-z][^>]*>|&(?:[a-z]{2,8}|#x?[\da-f]+);/i.exec(title)?.[0]
  if (markup) return [`the title has markup: ${markup}`]
  return /^\s|\s$|\s{2}|[\n\t]/.test(title)
    ? [`the title has loose white space: ${JSON.stringify(title)}`]
    : []
}

function judgeDate(
  { language, timeZone }: Source,
  { publishedAt, dateFormat }: { publishedAt: string; dateFormat?: string },
  fetchedAt: string,
): string[] {
  const reference = new Date(fetchedAt)
  const day = dateFormat
    ? DateTime.fromFormat(publishedAt, dateFormat, { zone: timeZone }).toISODate()
    : parseDate(publishedAt, { language, timeZone, reference })?.date
  if (!day) return [`«${publishedAt}» cannot be read as a date`]
  const today = DateTime.fromJSDate(reference, { zone: timeZone }).toISODate()!
  if (day > today) return [`«${publishedAt}» is ${day}, after the page was fetched on ${today}`]
  return day < '1991' ? [`«${publishedAt}» is ${day}, before any of these sites`] : []
}

function repeated(items: Item[]): string[] {
  const addresses = items.map(({ url }) => url && canonicalUrl(url)).filter((url) => url !== undefined)
  const twice = addresses.filter((address, i) => addresses.indexOf(address) !== i)
  return [...new Set(twice)].map((address) => `${address} is listed more than once`)
}
