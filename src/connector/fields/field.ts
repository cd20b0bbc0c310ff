import type { CheerioAPI } from 'cheerio'
import type { Item, ItemField } from '../../model/item.ts'

export type Selection = ReturnType<CheerioAPI>

/** Where a field is read: one element of a list, or a whole page. */
export interface Scope {
  element: Selection
  /** Address the page came from; relative links start here. */
  baseUrl: string
  /** The item's own address, once it is known. */
  itemUrl?: string
}

/** Reads one value; undefined when the page does not have it. Never throws, never invents. */
export interface Field<T> {
  read(scope: Scope): T | undefined
  /** luxon format of a date whose printed form is ambiguous. */
  dateFormat?: string
}

/** How each field of an item is read. */
export type Fields = { [K in ItemField]?: Field<NonNullable<Item[K]>> }

/** `url` is read first, so that other fields may be taken from it. */
export function readFields(fields: Fields, scope: Scope): Item {
  const itemUrl = fields.url?.read(scope) ?? scope.itemUrl
  const read = Object.entries(fields).map(([name, field]) => [name, field.read({ ...scope, itemUrl })])
  const item: Item = Object.fromEntries(read.filter(([, value]) => value !== undefined))
  const dateFormat = fields.publishedAt?.dateFormat
  return dateFormat && item.publishedAt ? { ...item, dateFormat } : item
}

/** First element that matches, the scope's own element included; the element itself without a selector. */
export function select({ element }: Scope, selector?: string): Selection {
  if (!selector) return element
  return element.is(selector) ? element.filter(selector).first() : element.find(selector).first()
}

/** Text of a selection with white space folded; undefined when empty. */
export function printed(selection: Selection): string | undefined {
  return selection.text().replace(/\s+/g, ' ').trim() || undefined
}
