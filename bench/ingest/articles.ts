import { readCorpus } from '../../test/replica/read-corpus.ts'
import type { Article, CorpusItem } from '../../test/replica/types.ts'

const corpus = readCorpus().flatMap(({ items }) => items)

/** Reports of one site: two of the corpus put together, with amounts and names of their own, a month's worth. */
export function makeArticles(site: string, language: string, count: number, newest: Date): Article[] {
  const items = corpus.filter((item) => item.language === language)
  return Array.from({ length: count }, (_, n) => {
    const first = items[n % items.length]!
    const second = items[(n * 7 + Math.floor(n / items.length) + 1) % items.length]!
    const publishedAt = new Date(newest.getTime() - n * ((30 * 86_400_000) / count))
    const { hoursAgo: _hours, ...item } = mixed(first, second, n, site)
    return { ...item, site, timeZone: 'UTC', publishedAt, modifiedAt: publishedAt }
  })
}

function mixed(first: CorpusItem, second: CorpusItem, n: number, site: string): CorpusItem {
  const own = (text: string) =>
    text
      .replace(/\{\{.*?\}\}/g, '')
      .replace(/\d+/g, (digits) => String(1 + ((Number(digits) * 31 + n * 17 + site.length) % 997)))
  return {
    ...first,
    id: n + 1,
    slug: `report-${n + 1}`,
    title: own(first.title),
    paragraphs: [...first.paragraphs, ...second.paragraphs].map(own),
  }
}
