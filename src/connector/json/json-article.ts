import { load } from 'cheerio'
import type { Item, ItemField } from '../../model/item.ts'
import { type ArticleReader, readPage } from '../page/article-reader.ts'
import { mergeItem } from '../page/merge-item.ts'
import { type JsonFields, readJsonFields } from './json-fields.ts'
import { type Json, readJson, valueAt } from './json-value.ts'

export interface JsonDetailOptions {
  /** Address of the detail, with `{id}`: the item's own key. */
  url: string
  /** Finds the key in the item's address where the list gave none: its first group. */
  id: RegExp
  headers?: Record<string, string>
  /** Dotted path of the entry, or several; the answer itself when not given. */
  at?: string | string[]
  fields: JsonFields
}

/** The text of an item from a JSON address of its own. */
export function jsonDetail({ url, id, headers, at = '', fields }: JsonDetailOptions): ArticleReader {
  return {
    declares: Object.keys(fields) as ItemField[],
    request(item) {
      const key = item.externalId ?? id.exec(item.url ?? '')?.[1]
      const address = key && url.replace('{id}', encodeURIComponent(key))
      return address ? { url: address, expect: 'json', ...(headers && { headers }) } : null
    },
    read(response, item, { homepage }) {
      return withEntry(item, entryAt(readJson(response), at), fields, homepage)
    },
  }
}

export interface NextDataOptions {
  /** Dotted path of the entry in `__NEXT_DATA__`, or several. */
  at: string | string[]
  fields: JsonFields
}

/** The text of an item from the data block of a Next.js page; read as any page where the block is missing. */
export function nextData({ at, fields }: NextDataOptions): ArticleReader {
  return {
    declares: Object.keys(fields) as ItemField[],
    request: ({ url }) => (url ? { url, expect: 'html' } : null),
    read(response, item, site) {
      const block = load(response.text)('script#__NEXT_DATA__').text()
      const entry = block ? entryAt(readJson({ text: block, url: response.url }), at) : undefined
      return entry === undefined
        ? mergeItem(item, readPage(response, site, {}))
        : withEntry(item, entry, fields, site.homepage)
    },
  }
}

function entryAt(answer: Json, at: string | string[]): Json | undefined {
  return [at]
    .flat()
    .map((path) => valueAt(answer, path))
    .find((value) => value !== undefined)
}

function withEntry(item: Item, entry: Json | undefined, fields: JsonFields, base: string): Item {
  return entry === undefined ? item : mergeItem(item, readJsonFields(fields, entry, base))
}
