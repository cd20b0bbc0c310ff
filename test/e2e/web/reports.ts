import { createHash } from 'node:crypto'
import type { EventDraft } from '../../../src/model/event.ts'
import { eventId } from '../../../src/model/event-id.ts'
import type { SourceFacts } from '../../../src/model/source.ts'
import { understand } from '../../../src/understand/index.ts'
import { readCorpus } from '../../replica/read-corpus.ts'
import type { CorpusItem } from '../../replica/types.ts'

/** Reports of the replica's corpus, read by the real rules, spread over the days before `now`; newest first. */
export function reports(count: number, sources: SourceFacts[], now: Date): EventDraft[] {
  const texts = readCorpus().flatMap(({ site, items }) => {
    const source = sources.find(({ id }) => id === site)
    return source ? items.filter(({ topic }) => topic === 'drugs').map((item) => toText(item, source)) : []
  })
  return Array.from({ length: count }, (_, index) => {
    const text = texts[(index * 37) % texts.length]!
    const round = Math.floor(index / texts.length)
    const publishedAt = new Date(now.getTime() - index * 5.3 * 3_600_000 * (400 / count)).toISOString()
    return draftOf(text, `${text.page}${round ? `-${round}` : ''}`, publishedAt)
  })
}

type Text = ReturnType<typeof toText>

function toText(item: CorpusItem, source: SourceFacts) {
  const body = item.paragraphs.join('\n\n').replaceAll(/\{\{[^}]*\}\}/g, '3 апреля')
  const { id, country, language, scope, timeZone } = source
  const read = understand({ title: item.title, text: body, source: { country, language, scope, timeZone } })
  const page = `https://${source.hosts[0]}/${item.slug}`
  return { ...item, body, read, page, sourceId: id, fallback: country }
}

function draftOf(text: Text, url: string, publishedAt: string): EventDraft {
  const { read, body, title } = text
  return {
    id: eventId(url),
    url,
    sourceId: text.sourceId,
    country: read.country ?? text.fallback,
    title,
    summary: null,
    body,
    bodyHtml: body,
    language: read.language.tag,
    publishedAt,
    publishedPrecision: 'MINUTE',
    publishedOn: publishedAt.slice(0, 10),
    images: [],
    understanding: read,
    provenance: {
      requestedUrl: url,
      finalUrl: url,
      status: 200,
      fetchedAt: publishedAt,
      sha256: createHash('sha256').update(body).digest('hex'),
      contentType: 'text/html; charset=utf-8',
      strategy: 'htmlList',
      via: [],
    },
    contentHash: createHash('sha256').update(`${url}${title}${body}`).digest('hex'),
  }
}
