import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { htmlToText } from '../html/html-to-text.ts'
import { removeBoilerplate, removeInvitations } from './boilerplate.ts'
import { isArticle, words } from './linked-data.ts'
import type { Page } from './page.ts'
import { removeOpening } from './remove-opening.ts'

/** Beyond this the scoring takes seconds; no article page has as many. */
const mostElements = 15_000

export interface BodySelectors {
  body?: string | undefined
  remove?: string[] | undefined
}

/** Markup of the article's text, unsanitised; empty where the page has none. Takes the page's document apart. */
export function articleBody(page: Page, title: string, selectors: BodySelectors = {}): string {
  const { document } = page
  for (const selector of selectors.remove ?? []) {
    for (const element of document.querySelectorAll(selector)) element.remove()
  }
  const selected = selectors.body ? outermost([...document.querySelectorAll(selectors.body)]) : []
  const chosen = selected.map((element) => element.innerHTML).join('\n')
  if (htmlToText(chosen) !== '') return chosen

  const stated = page.data
    .filter(isArticle)
    .map((node) => words(node.articleBody) ?? '')
    .find((text) => text.length > 200)
  removeBoilerplate(document)
  const found = cleaned(document, title)
  const length = prose(found)
  const candidates = [found, ...(length < 400 ? secondLook(page, title, length) : [])].filter(
    (html) => html !== '',
  )
  if (stated) return closest(candidates, stated)
  const [first = '', second = ''] = candidates
  return prose(second) > length * 2 + 300 || first === '' ? second : first
}

/** The text the author marked, where it is one, or the part of the page that reads like an article. */
function cleaned(document: Document, title: string): string {
  const marked = markedBody(document)
  const length = prose(marked)
  if (length > 600) {
    const inner = readable(documentOf(marked), title)
    return prose(inner) > length * 0.6 ? inner : polished(documentOf(marked).body, title)
  }
  return readable(document, title)
}

function markedBody(document: Document): string {
  const marked = outermost([...document.querySelectorAll('[itemprop~="articleBody"]')])
  return marked.map((element) => element.innerHTML).join('\n')
}

/** What is found when nothing is taken for boilerplate, for pages whose article is named like it. */
function secondLook({ fresh, markup }: Page, title: string, known: number): string[] {
  if (known > 0 && prose(markup) < known * 2 + 300) return []
  const found = readable(fresh(), title, 500)
  if (found !== '') return [found]
  const document = fresh()
  removeBoilerplate(document)
  const widest = document.querySelector('article, main, [role=main]') ?? document.body
  return widest ? [polished(widest, title)] : []
}

/** Below `enough` characters the scoring starts again with looser rules, which lets lists and menus in. */
function readable(document: Document, title: string, enough = 250): string {
  if (document.querySelectorAll('*').length > mostElements) return ''
  try {
    const reader = new Readability<Node>(document, { charThreshold: enough, serializer: (node) => node })
    const content = reader.parse()?.content
    return content ? polished(content as Element, title) : ''
  } catch {
    return ''
  }
}

function polished(body: Element, title: string): string {
  removeInvitations(body)
  removeOpening(body, title)
  return body.innerHTML
}

function documentOf(body: string): Document {
  return parseHTML(`<!doctype html><html><head></head><body>${body}</body></html>`)
    .document as unknown as Document
}

/** Characters in lines long enough to be sentences: menus and lists of links have none. */
function prose(html: string): number {
  if (html === '') return 0
  return htmlToText(html)
    .split('\n')
    .reduce((sum, line) => (line.length >= 60 ? sum + line.length : sum), 0)
}

/** The candidate that says most nearly what the page's own metadata give as its text, or that text itself. */
function closest(candidates: string[], stated: string): string {
  const plain = htmlToText(stated)
  let best = { html: '', overlap: 0 }
  for (const html of candidates) {
    const overlap = overlapOf(htmlToText(html), plain)
    if (overlap > best.overlap) best = { html, overlap }
  }
  if (best.overlap > 0.7) return best.html
  if (plain.length < htmlToText(candidates[0] ?? '').length * 0.5) return candidates[0]!
  return plain
    .split(/\n+/)
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
    .join('\n')
}

/** F1 of the words of two texts, each word as often as it stands. */
function overlapOf(a: string, b: string): number {
  const counts = new Map<string, number>()
  const left = a.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const right = b.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of right) {
    const count = counts.get(word) ?? 0
    if (count > 0) {
      shared++
      counts.set(word, count - 1)
    }
  }
  return left.length + right.length === 0 ? 0 : (2 * shared) / (left.length + right.length)
}

function outermost(elements: Element[]): Element[] {
  const set = new Set(elements)
  return elements.filter((element) => {
    for (let parent = element.parentElement; parent; parent = parent.parentElement)
      if (set.has(parent)) return false
    return true
  })
}
