import type { Item } from '../../model/item.ts'
import { type FeedContext, feedItem } from './feed-item.ts'
import { decodeFeed, feedText } from './feed-text.ts'
import { linkOf } from './item-link.ts'
import { jsonFeed } from './json-feed.ts'
import { notAFeed } from './not-a-feed.ts'
import { readXml } from './read-xml.ts'
import { atomLine, rssLine } from './text-construct.ts'
import { elements, innerText, type XmlElement } from './xml-element.ts'

export interface Feed {
  format: 'rss' | 'rdf' | 'atom' | 'json'
  title: string
  /** The site's page, absolute. */
  link?: string
  /** BCP 47, as declared. */
  language?: string
  /** In the feed's order, duplicates included. */
  items: Item[]
  /** What had to be mended, passed over or doubted; empty for a clean feed. */
  problems: string[]
}

/**
 * Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and JSON Feed, well-formed or not. Addresses come absolute, titles and
 * summaries as plain text, bodies as unsanitised HTML, dates as printed. Throws `NotAFeed` and nothing else.
 */
export function parseFeed(input: string | Uint8Array, options: { url: string; contentType?: string }): Feed {
  const answer = typeof input === 'string' ? input : decodeFeed(input, options.contentType)
  const feed = /^[\s\ufeff]*[{[]/.test(answer) ? fromJson(answer, options.url) : fromXml(answer, options.url)
  if (!feed) throw notAFeed(answer, options.url, options.contentType)
  feed.problems.push(...duplicates(feed.items))
  return feed
}

function fromJson(answer: string, url: string): Feed | null {
  try {
    const feed = jsonFeed(JSON.parse(answer.replace(/^[\s\ufeff]+/, '')), url)
    return (
      feed && {
        format: 'json',
        ...withoutEmpty(feed.link, feed.language),
        title: feed.title,
        items: feed.items,
        problems: feed.problems,
      }
    )
  } catch {
    return null
  }
}

function fromXml(answer: string, url: string): Feed | null {
  const source = feedText(answer)
  const root = source && readXml(source.text, source.literals)
  if (!source || !root) return null

  const format =
    root.local === 'rdf' ? 'rdf' : root.local === 'feed' || root.local === 'entry' ? 'atom' : 'rss'
  const channel = elements(root, 'channel')[0] ?? root
  const link = linkOf(channel, channel.base ?? url)
  const language =
    channel.language ??
    elements(channel, 'language', 'dc:language').map((found) => innerText(found).trim())[0]
  const context: FeedContext = {
    format,
    base: format === 'atom' ? url : (link ?? url),
    language: language || undefined,
  }
  const problems = source.problems
  const items = units(root).flatMap((unit, index) => {
    if (unit.complete || isWhole(unit)) return [feedItem(unit, context)]
    problems.push(`the document ends within entry ${index + 1}, which was left out`)
    return []
  })
  if (!root.complete && !problems.some((problem) => problem.startsWith('the document ends')))
    problems.push('the document ends before it is complete')
  const titles = elements(channel, 'title').map(format === 'atom' ? atomLine : rssLine)
  return {
    format,
    title: titles.find(Boolean) ?? '',
    ...withoutEmpty(link, context.language),
    items,
    problems,
  }
}

function withoutEmpty(
  link: string | undefined,
  language: string | undefined,
): Pick<Feed, 'link' | 'language'> {
  return { ...(link && { link }), ...(language && { language }) }
}

/** Entries wherever they stand: inside the channel, beside it, or with no channel at all. */
function units(element: XmlElement): XmlElement[] {
  if (element.name === 'item' || element.name === 'entry') return [element]
  const found: XmlElement[] = []
  const walk = (parent: XmlElement) => {
    for (const child of parent.children) {
      if (typeof child === 'string') continue
      if (child.name === 'item' || child.name === 'entry') found.push(child)
      else if (['channel', 'items', 'feed', 'rss', 'rdf:rdf', 'entries'].includes(child.name)) walk(child)
    }
  }
  walk(element)
  return found
}

/** An entry that only lacks its end tag lost nothing; one cut inside an element did. */
function isWhole(unit: XmlElement): boolean {
  return (
    unit.children.every((child) => typeof child === 'string' || child.complete) &&
    elements(unit, 'title', 'link', 'guid', 'id').length > 0
  )
}

function duplicates(items: Item[]): string[] {
  const firstByKey = new Map<string, number>()
  const problems: string[] = []
  items.forEach((item, index) => {
    const key = item.externalId ?? item.url
    if (key === undefined) {
      if (!item.title) problems.push(`entry ${index + 1} has neither address nor title`)
      return
    }
    const first = firstByKey.get(key)
    if (first === undefined) firstByKey.set(key, index)
    else problems.push(`entries ${first + 1} and ${index + 1} have the same id: ${key.slice(0, 200)}`)
  })
  return problems
}
