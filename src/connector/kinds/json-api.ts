import { SourceChanged } from '../../model/errors.ts'
import type { ItemField } from '../../model/item.ts'
import { type JsonField, type JsonFields, readJsonFields } from '../json/json-fields.ts'
import { type Json, readJson, valueAt } from '../json/json-value.ts'
import { type ArticleOption, toArticleReader } from '../page/article-reader.ts'
import type { SourceRequest, SourceResponse, Strategy } from '../types.ts'

export interface JsonApiOptions {
  url: string
  method?: 'GET' | 'POST'
  /** Sent as it is: a GraphQL query. */
  body?: string
  headers?: Record<string, string>
  /** Dotted path of the entries, or several; an answer that is itself a list needs none. */
  items?: string | string[]
  fields: JsonFields & { url: JsonField }
  /** Where relative addresses start; the homepage when not given. */
  base?: string
  /** Query parameter that counts pages, and the path of their number where the answer tells it. */
  page?: { parameter: string; from?: number; total?: string }
  /** How an entry's text is read where the list does not carry it; `jsonDetail`, `nextData` or a page. */
  article?: ArticleOption
}

const usualPlaces = ['content', 'data', 'items', 'results', 'posts', 'news']

/** A list in JSON, whose entries are an array at the top or under one of several names. */
export function jsonApi(options: JsonApiOptions): Strategy {
  const { url, method, body, headers, items = usualPlaces, fields, page, article = false } = options
  const reader = toArticleReader(article)
  const request = (address: string): SourceRequest => ({
    url: address,
    expect: 'json',
    ...(method && { method }),
    ...(headers && { headers }),
    ...(body && { body }),
  })
  return {
    kind: 'jsonApi',
    addresses: [url],
    declares: Object.keys(fields) as ItemField[],
    ...(reader && { articleDeclares: reader.declares }),
    first: () => request(url),
    parse(response, { homepage }) {
      const answer = readJson(response)
      const entries = findEntries(answer, [items].flat(), response.url)
      const next = page && entries.length > 0 ? nextPage(response, page, answer) : undefined
      const base = options.base ?? homepage
      return {
        items: entries.map((entry) => readJsonFields(fields, entry, base)),
        ...(next && { next: request(next) }),
      }
    },
    article: (item, site) => (item.html || item.text || !reader ? null : reader.request(item, site)),
    readArticle: (response, item, site) => reader?.read(response, item, site) ?? item,
  }
}

function findEntries(answer: Json, paths: string[], address: string): Json[] {
  if (Array.isArray(answer)) return answer
  const found = paths.map((path) => valueAt(answer, path)).find((value) => Array.isArray(value))
  if (found) return found
  const names =
    typeof answer === 'object' && answer !== null ? Object.keys(answer).slice(0, 8).join(', ') : answer
  throw new SourceChanged(`${address} has no list at ${paths.join(' or ')}; it has: ${names}`)
}

function nextPage(
  { requestedUrl }: SourceResponse,
  { parameter, from = 1, total }: NonNullable<JsonApiOptions['page']>,
  answer: Json,
): string | undefined {
  const address = new URL(requestedUrl)
  const here = Number(address.searchParams.get(parameter) ?? from)
  const last = total === undefined ? Number.POSITIVE_INFINITY : Number(valueAt(answer, total) ?? here)
  if (here + 1 - from >= last) return undefined
  address.searchParams.set(parameter, String(here + 1))
  return address.href
}
