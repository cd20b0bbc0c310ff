import { load } from 'cheerio'
import type { Item } from '../../model/item.ts'
import type { SourceFacts } from '../../model/source.ts'
import { htmlToText } from '../html.ts'
import { type ArticlePage, toArticleReader } from '../page/article-reader.ts'
import type { SourceRequest, SourceResponse, Strategy } from '../types.ts'
import { advance, readProbeState, startOf } from './probe-walk.ts'

export interface IdProbeOptions {
  /** Address to ask, with `{id}`. */
  url: string
  /** Address of the item, with `{id}`, where it differs from the one asked. */
  link?: string
  /** Where the walk begins on the very first start. */
  from: number
  /** Ids that may be missing in a row before a poll gives up; a small multiple of the gaps seen. */
  gap?: number
  /** Ids asked in one poll, found or not. */
  probes?: number
  /** How the page is read; a page without its `body` is a hole, not an item. */
  article: ArticlePage & { body: string }
  /** Where some posts print no title of their own: their first sentence serves. */
  titleFromText?: boolean
}

/**
 * Pages with ascending numbers and no list: asked one by one above the last one found. 404, a redirect away
 * and a page without text are holes. Every second poll in vain looks further ahead, so that a jump of the
 * numbering larger than `gap` does not silence the source.
 */
export function idProbe(options: IdProbeOptions): Strategy {
  const { url, link = url, from, gap = 5, probes = 20, article, titleFromText = false } = options
  const reader = toArticleReader(article)!
  const limits = { from, gap, probes }
  const request = (id: number): SourceRequest => ({
    url: fill(url, id),
    expect: 'html',
    allowStatus: [404, 410],
  })

  return {
    kind: 'idProbe',
    addresses: [url, link].map((address) => fill(address, from)),
    declares: ['url', 'title', 'html', 'externalId'],
    mayBeEmpty: true,
    first: (state) => request(startOf(readProbeState(state), limits)),
    parse(response, site, state) {
      const id = idIn(url, response.requestedUrl)
      if (id === null) return { items: [] }
      const item = isHole(response, id, article.body) ? null : read(response, id, site)
      const walked = advance(readProbeState(state), { id, found: item !== null }, limits)
      return {
        items: item ? [item] : [],
        ...(walked.next !== null && { next: request(walked.next) }),
        state: { ...state, probe: walked.state },
      }
    },
    article: ({ url: address, html }) => {
      const id = address && !html ? (idIn(link, address) ?? idIn(url, address)) : null
      return id === null ? null : request(id)
    },
    readArticle(response, item, site) {
      const id = idIn(url, response.requestedUrl)
      return (id !== null && !isHole(response, id, article.body) && read(response, id, site)) || item
    },
  }

  function read(response: SourceResponse, id: number, site: SourceFacts): Item | null {
    const item = reader.read(response, { url: fill(link, id), externalId: String(id) }, site)
    const untitled = titleFromText && !has(response, article.title)
    const title = untitled ? firstSentence(item.text ?? htmlToText(item.html ?? '')) : item.title
    return (item.html || item.text) && title ? { ...item, title } : null
  }
}

function isHole({ status, url, text }: SourceResponse, id: number, body: string): boolean {
  if (status >= 400 || !url.includes(String(id))) return true
  return !has({ text }, body)
}

function has({ text }: Pick<SourceResponse, 'text'>, selector: string | undefined): boolean {
  return selector !== undefined && load(text)(selector).text().trim() !== ''
}

/** Sentences end in a stop before a capital; a title of a line or two is enough. */
function firstSentence(text: string): string {
  const line = text.trim().split('\n')[0]!
  const sentence = /^.{20,}?[.!?…](?=\s+[\p{Lu}«“"])/u.exec(line)?.[0] ?? line
  return sentence.length <= 200
    ? sentence.replace(/\.$/, '')
    : `${sentence.slice(0, sentence.lastIndexOf(' ', 200))}…`
}

function fill(template: string, id: number): string {
  return new URL(template.replace('{id}', String(id))).href
}

/** Slugs after the id, final slashes, `www.`, the scheme and the query do not change which item it is. */
function idIn(template: string, address: string): number | null {
  if (!URL.canParse(address)) return null
  const [path, asked] = [new URL(template.replace('{id}', '0id0')), new URL(address)]
  const before = path.pathname.split('0id0')[0]!
  const sameHost = path.hostname.replace(/^www\./, '') === asked.hostname.replace(/^www\./, '')
  const id = sameHost && asked.pathname.startsWith(before) ? asked.pathname.slice(before.length) : ''
  const digits = /^(\d+)(?:\/|$)/.exec(id)?.[1]
  return digits ? Number(digits) : null
}
