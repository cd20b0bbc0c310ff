import type { Item, ItemField } from '../../model/item.ts'
import { toExpectedItem } from './expected-items.ts'
import { isEmpty } from './judge-items.ts'

const fields: ItemField[] = [
  'url',
  'title',
  'publishedAt',
  'summary',
  'html',
  'text',
  'images',
  'tags',
  'language',
  'externalId',
]

/** Item count, how full each field is, and the first three items, for people to read. */
export function describeItems(items: Item[]): string {
  const full = fields.map((field) => ({ field, count: items.filter((item) => !isEmpty(item[field])).length }))
  const table = full
    .filter(({ count }) => count > 0)
    .map(
      ({ field, count }) =>
        `  ${field.padEnd(12)} ${String(count).padStart(4)} of ${items.length}  ${bar(count / items.length)}`,
    )
  return [`${items.length} items`, ...table, ...items.slice(0, 3).map(describe)].join('\n')
}

function bar(share: number): string {
  return '█'.repeat(Math.round(share * 20)).padEnd(20, '░')
}

function describe(item: Item, i: number): string {
  const { title, url, publishedAt, text = item.summary } = toExpectedItem(item)
  const start = text?.replace(/\s+/g, ' ').slice(0, 160)
  return [
    `\n  ${i + 1}. ${title ?? '(no title)'}`,
    `     ${url ?? '(no address)'}`,
    `     ${publishedAt ?? '(no date)'}`,
    `     ${start ?? '(no text)'}`,
  ].join('\n')
}
