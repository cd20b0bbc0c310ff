import { htmlToText, sanitizeHtml } from '../../connector/html.ts'
import type { Item } from '../../model/item.ts'

/** What `expected.json` keeps of an item: all of it, its body as the text a reader sees. */
export type ExpectedItem = Omit<Item, 'html'>

/** Strategy name → its items. */
export type Expected = Record<string, ExpectedItem[]>

/** The reviewed form of an item, in one order of fields, so that two runs compare as text. */
export function toExpectedItem({ html, text, ...item }: Item): ExpectedItem {
  const { url, title, publishedAt, updatedAt, dateFormat, language, externalId, tags, images, summary } = item
  const body = html === undefined ? text : htmlToText(sanitizeHtml(html, url ?? 'https://invalid.example/'))
  const ordered = {
    url,
    title,
    publishedAt,
    updatedAt,
    dateFormat,
    language,
    externalId,
    tags,
    images,
    summary,
    text: body,
  }
  return Object.fromEntries(Object.entries(ordered).filter(([, value]) => value !== undefined))
}
