import { type CheerioAPI, load } from 'cheerio'
import { type GuessedList, guessList } from './guess-list.ts'

/** What a page tells of how its site can be read. */
export type Detected =
  | { kind: 'feed'; feed: string; language?: string; title?: string }
  | { kind: 'jsonApi'; items: string; entry: string[]; language?: string; title?: string }
  | {
      kind: 'wordpress' | 'joomlaK2' | 'bitrix' | 'next' | 'htmlList'
      /** REST root of WordPress without `wp-json/`. */
      site?: string
      /** Feed the page links to. */
      feed?: string
      list: GuessedList | null
      language?: string
      title?: string
    }

/** Recognises a kind of site by a page of it: a feed, JSON, or a list in HTML. */
export function detectKind(page: string, url: string): Detected {
  const start = page.replace(/^\uFEFF/, '').trimStart()
  if (/^[[{]/.test(start)) return detectJson(start, url)
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<\?[^>]*>\s*|<!DOCTYPE (?!html)[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b/i.test(
      start,
    )
  )
    return { kind: 'feed', feed: url, ...feedFacts(start) }
  return detectHtml(load(page), url)
}

function detectJson(page: string, url: string): Detected {
  const answer: unknown = JSON.parse(page)
  if (isRecord(answer) && String(answer.version).includes('jsonfeed.org')) return { kind: 'feed', feed: url }
  const places = isRecord(answer) ? Object.keys(answer).filter((key) => Array.isArray(answer[key])) : ['']
  const items = places[0] ?? ''
  const list: unknown = isRecord(answer) ? answer[items] : answer
  const first: unknown = Array.isArray(list) ? list[0] : undefined
  return { kind: 'jsonApi', items, entry: isRecord(first) ? Object.keys(first) : [] }
}

function detectHtml($: CheerioAPI, url: string): Detected {
  const feed = linked(
    $,
    'link[rel~="alternate"][type="application/rss+xml"], link[rel~="alternate"][type="application/atom+xml"]',
    url,
  )
  const api = linked($, 'link[rel="https://api.w.org/"]', url)
  const generator = $('meta[name="generator" i]')
    .map((_, tag) => $(tag).attr('content'))
    .get()
    .join(' ')
  const facts = {
    ...(feed && { feed }),
    list: guessList($),
    ...($('html').attr('lang') && { language: $('html').attr('lang')! }),
    ...($('title').text().trim() && { title: $('title').text().replace(/\s+/g, ' ').trim() }),
  }
  if (api || /wordpress/i.test(generator))
    return { kind: 'wordpress', site: api ? api.replace(/wp-json\/?.*$/, '') : url, ...facts }
  if ($('.itemListView, .catItemView, #k2Container').length > 0) return { kind: 'joomlaK2', ...facts }
  if ($('script#__NEXT_DATA__').length > 0) return { kind: 'next', ...facts }
  if (
    /bitrix/i.test(generator) ||
    $('link[href*="/bitrix/"], script[src*="/bitrix/"], a[href*="PAGEN_"]').length > 0
  )
    return { kind: 'bitrix', ...facts }
  return { kind: 'htmlList', ...facts }
}

function linked($: CheerioAPI, selector: string, url: string): string | undefined {
  const address = $(selector).first().attr('href')
  return address && URL.canParse(address, url) ? new URL(address, url).href : undefined
}

function feedFacts(xml: string): { language?: string; title?: string } {
  const language = /<language>\s*([\w-]+)/i.exec(xml)?.[1]
  const title = /<title[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]+)/i.exec(xml)?.[1]?.trim()
  return { ...(language && { language }), ...(title && { title }) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
