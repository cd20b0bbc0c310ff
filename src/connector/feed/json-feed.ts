import type { Item } from '../../model/item.ts'
import { htmlToText } from '../html/html-to-text.ts'
import { oneLine } from '../html/plain-spaces.ts'
import { webAddress } from '../html/web-address.ts'
import { imagesIn, uniqueImages } from './feed-images.ts'
import { present } from './feed-item.ts'

type Fields = Record<string, unknown>

export interface JsonFeed {
  title: string
  link: string | undefined
  language: string | undefined
  items: Item[]
  problems: string[]
}

/** A JSON Feed of any version; null where the value is none. */
export function jsonFeed(value: unknown, url: string): JsonFeed | null {
  if (!isFields(value) || !Array.isArray(value.items)) return null
  const declared = typeof value.version === 'string' && value.version.includes('jsonfeed.org')
  if (!declared && !('home_page_url' in value || 'feed_url' in value || 'title' in value)) return null

  const base = link(value.home_page_url, url) ?? url
  const problems = declared ? [] : ['the version of the JSON Feed is not stated']
  const items = value.items.flatMap((entry, index) => {
    if (isFields(entry)) return [item(entry, base, words(value.language))]
    problems.push(`entry ${index + 1} is no object`)
    return []
  })
  return {
    title: oneLine(words(value.title) ?? ''),
    link: link(value.home_page_url, url),
    language: words(value.language),
    items,
    problems,
  }
}

function item(entry: Fields, base: string, language: string | undefined): Item {
  const html = words(entry.content_html)
  const summary = words(entry.summary) ?? words(entry.description)
  const images = [entry.image, entry.banner_image].flatMap((address) => {
    const url = link(address, base)
    return url ? [{ url }] : []
  })
  const attachments = Array.isArray(entry.attachments) ? entry.attachments.filter(isFields) : []
  for (const { url, mime_type, title } of attachments) {
    const address = link(url, base)
    if (address && words(mime_type)?.startsWith('image/'))
      images.push({ url: address, ...(words(title) && { alt: words(title) }) })
  }
  const all = uniqueImages([...images, ...imagesIn(html ?? '', base)])
  const tags = Array.isArray(entry.tags) ? entry.tags.map(words).filter((tag) => tag !== undefined) : []
  return present({
    url: link(entry.url, base) ?? link(entry.external_url, base) ?? permanentId(entry.id),
    title: oneLine(words(entry.title) ?? ''),
    summary: summary && htmlToText(summary.replaceAll('<', '&lt;')),
    html,
    text: html === undefined ? words(entry.content_text) : undefined,
    publishedAt: words(entry.date_published) ?? words(entry.date_modified),
    updatedAt: words(entry.date_modified),
    language: words(entry.language) ?? language,
    images: all.length > 0 ? all : undefined,
    tags: tags.length > 0 ? [...new Set(tags)] : undefined,
    externalId: words(entry.id),
  })
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text of a field that should be a string; feeds also print numbers there. */
function words(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function link(value: unknown, base: string): string | undefined {
  const printed = words(value)
  return printed === undefined ? undefined : (webAddress(printed, base) ?? undefined)
}

function permanentId(id: unknown): string | undefined {
  const printed = words(id)
  return printed && /^https?:\/\//i.test(printed) ? (webAddress(printed, undefined) ?? undefined) : undefined
}
