import type { Item } from '../../model/item.ts'
import { htmlToText } from '../html/html-to-text.ts'
import { oneLine } from '../html/plain-spaces.ts'
import { absoluteLinks } from './absolute-links.ts'
import { feedImages } from './feed-images.ts'
import { itemLink } from './item-link.ts'
import { atomBody, atomLine, looksLikeHtml, rssLine } from './text-construct.ts'
import { elements, innerMarkup, innerText, type XmlElement } from './xml-element.ts'

type Body = { html: string } | { text: string }

export interface FeedContext {
  format: 'rss' | 'rdf' | 'atom'
  /** What relative links are relative to where no `xml:base` says. */
  base: string | undefined
  language: string | undefined
}

/** One `<item>` or `<entry>` in the words of the model; a field the feed does not state is absent. */
export function feedItem(element: XmlElement, context: FeedContext): Item {
  const base = element.base ?? context.base
  const bodies = fullBodies(element, context)
  const brief = summaryOf(element, context)
  const body = longest(bodies)
  const html = body && 'html' in body ? body.html : undefined
  const text = body && 'text' in body ? body.text : undefined
  const images = feedImages(
    element,
    [html, brief?.html].filter((part) => part !== undefined),
    base,
  )
  const published = date(
    element,
    'pubdate',
    'published',
    'issued',
    'created',
    'dc:date',
    'dcterms:issued',
    'dcterms:created',
    'atom:published',
    'atom:issued',
    'date',
    'dcterms:date',
  )
  const updated = date(
    element,
    'updated',
    'modified',
    'atom:updated',
    'dcterms:modified',
    'atom:modified',
    'lastbuilddate',
  )
  const language = oneLine(
    elements(element, 'dc:language', 'language').map(innerText)[0] ??
      element.language ??
      context.language ??
      '',
  )
  return present({
    url: itemLink(element, base),
    title: titleOf(element, context),
    summary: brief && htmlToText(brief.html),
    html,
    text,
    publishedAt: published ?? updated ?? element.attributes.lastmod,
    updatedAt: updated,
    language,
    images: images.length > 0 ? images : undefined,
    tags: tagsOf(element),
    externalId: externalId(element),
  })
}

function titleOf(element: XmlElement, { format }: FeedContext): string | undefined {
  for (const title of elements(element, 'title')) {
    const line = format === 'atom' ? atomLine(title) : rssLine(title)
    if (line !== '') return line
  }
  return elements(element, 'atom:title')
    .map(atomLine)
    .concat(elements(element, 'dc:title', 'media:title', 'itunes:title').map(rssLine))
    .find(Boolean)
}

/** Every element that holds the whole text: WordPress, Yandex under any prefix, Atom. */
function fullBodies(element: XmlElement, { format, base }: FeedContext): Body[] {
  const found: Body[] = []
  for (const child of element.children) {
    if (typeof child === 'string') continue
    const isFull =
      child.name === 'content:encoded' ||
      child.name === 'turbo:content' ||
      /^(?:full-?text|fulltext)$/.test(child.local) ||
      child.name === 'xhtml:body' ||
      child.name === 'body'
    if (isFull) {
      const content = innerMarkup(child).trim()
      if (content === '') continue
      found.push(
        child.name.startsWith('xhtml') ||
          looksLikeHtml(content) ||
          /&[#\w]+;/.test(content) ||
          child.name === 'content:encoded'
          ? { html: absoluteLinks(content, child.base) }
          : { text: content },
      )
    } else if (
      child.name === 'atom:content' ||
      (child.name === 'content' && (format === 'atom' || child.attributes.type))
    ) {
      const body = atomBody(child)
      if (body) found.push('html' in body ? { html: absoluteLinks(body.html, child.base ?? base) } : body)
    }
  }
  return found
}

function summaryOf(element: XmlElement, { format, base }: FeedContext): { html: string } | undefined {
  for (const child of elements(
    element,
    'summary',
    'description',
    'atom:summary',
    'tagline',
    'abstract',
    'dc:description',
    'media:description',
    'itunes:summary',
  )) {
    const isAtom = child.name === 'atom:summary' || (format === 'atom' && child.name === 'summary')
    const body = isAtom ? atomBody(child) : null
    const html = body ? ('html' in body ? body.html : escaped(body.text)) : innerMarkup(child).trim()
    if (html !== '') return { html: absoluteLinks(html, child.base ?? base) }
  }
  return undefined
}

function date(element: XmlElement, ...names: string[]): string | undefined {
  for (const name of names) {
    const printed = elements(element, name)
      .map((found) => oneLine(innerText(found)))
      .find(Boolean)
    if (printed) return printed
  }
  return undefined
}

function tagsOf(element: XmlElement): string[] | undefined {
  const tags = elements(
    element,
    'category',
    'dc:subject',
    'atom:category',
    'media:keywords',
    'keywords',
  ).flatMap((found) => {
    const stated = found.attributes.label ?? found.attributes.term
    const text = oneLine(rssLine(found)) || oneLine(stated ?? '')
    return found.local === 'keywords'
      ? text.split(/\s*,\s*/)
      : [stated !== undefined ? oneLine(stated) : text]
  })
  const unique = [...new Set(tags.filter(Boolean))]
  return unique.length > 0 ? unique : undefined
}

function externalId(element: XmlElement): string | undefined {
  const stated = elements(element, 'guid', 'id', 'atom:id', 'dc:identifier')
    .map((found) => oneLine(innerText(found)))
    .find(Boolean)
  return stated ?? element.attributes['rdf:about']?.trim()
}

function longest(bodies: Body[]): Body | undefined {
  const size = (body: Body) => ('html' in body ? htmlToText(body.html) : body.text).length
  return bodies.length < 2 ? bodies[0] : bodies.toSorted((a, b) => size(b) - size(a))[0]
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** The same item without what is empty. */
export function present(fields: { [K in keyof Item]: Item[K] | undefined }): Item {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  ) as Item
}
