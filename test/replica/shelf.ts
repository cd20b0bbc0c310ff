import { DateTime } from 'luxon'
import type { Article, CorpusFile, CorpusItem } from './types.ts'

/** What happened to the sites after their start; enough to put them back as they were. */
export interface Happenings {
  released: { site: string; id: number; at: string }[]
  added: { site: string; item: CorpusItem; at: string }[]
  edited: { site: string; id: number; title?: string; paragraphs?: string[]; at: string }[]
  withdrawn: { site: string; id: number; at: string }[]
}

export function noHappenings(): Happenings {
  return { released: [], added: [], edited: [], withdrawn: [] }
}

/** All articles of all sites at one moment: the corpus, placed in time, and what happened since. */
export function shelf(corpus: CorpusFile[], origin: Date, happenings: Happenings): Map<string, Article[]> {
  return new Map(corpus.map((file) => [file.site, articlesOf(file, origin, happenings)]))
}

function articlesOf(file: CorpusFile, origin: Date, all: Happenings): Article[] {
  const mine = <T extends { site: string }>(list: T[]) => list.filter((h) => h.site === file.site)
  const released = new Map(mine(all.released).map((h) => [h.id, new Date(h.at)]))
  const placed = file.items.flatMap((item) => {
    const at =
      item.hoursAgo === null ? released.get(item.id) : minute(origin.getTime() - item.hoursAgo * 3_600_000)
    return at ? [place(file, item, at)] : []
  })
  const added = mine(all.added).map(({ item, at }) => place(file, item, new Date(at)))
  const gone = new Set(mine(all.withdrawn).map((h) => h.id))
  return [...placed, ...added]
    .filter((article) => !gone.has(article.id))
    .map((article) => mine(all.edited).reduce(edit, article))
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || b.id - a.id)
}

function place(file: CorpusFile, { hoursAgo: _, ...item }: CorpusItem, at: Date): Article {
  const publishedAt = new Date(Math.floor(at.getTime() / 1000) * 1000)
  const article = { ...item, site: file.site, timeZone: file.timeZone, publishedAt, modifiedAt: publishedAt }
  return { ...article, paragraphs: item.paragraphs.map((p) => fillDates(p, article)) }
}

/** The corpus is not precise to the second, and no site prints what nobody typed. */
function minute(at: number): Date {
  return new Date(Math.floor(at / 60_000) * 60_000)
}

function edit(article: Article, change: Happenings['edited'][number]): Article {
  if (change.id !== article.id) return article
  const paragraphs = change.paragraphs?.map((p) => fillDates(p, article)) ?? article.paragraphs
  return { ...article, title: change.title ?? article.title, paragraphs, modifiedAt: new Date(change.at) }
}

function fillDates(text: string, article: Pick<Article, 'publishedAt' | 'timeZone' | 'language'>): string {
  return text.replace(/\{\{(?:(-?\d+):)?([^}]+)\}\}/g, (_, days: string | undefined, format: string) =>
    DateTime.fromJSDate(article.publishedAt, { zone: article.timeZone })
      .setLocale(article.language)
      .plus({ days: Number(days ?? 0) })
      .toFormat(format),
  )
}
