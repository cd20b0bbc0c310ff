import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { htmlToText } from '../html/html-to-text.ts'
import { removeBoilerplate, removeInvitations } from './boilerplate.ts'
import { isArticle, words } from './linked-data.ts'
import type { Page } from './page.ts'

export interface BodySelectors {
  body?: string | undefined
  remove?: string[] | undefined
}

/** Markup of the article's text, unsanitised; empty where the page has none. Takes the page's document apart. */
export function articleBody(page: Page, selectors: BodySelectors = {}): string {
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
  const marked = outermost([...document.querySelectorAll('[itemprop~="articleBody"]')])
    .map((element) => element.innerHTML)
    .join('\n')
  const found = readable(document)
  const candidates = [found, marked].map(polished).filter((html) => html !== '')
  if (stated) return closest(candidates, stated)
  const [first = '', second = ''] = candidates
  return htmlToText(second).length > htmlToText(first).length * 0.6 ? second : first
}

function readable(document: Document): string {
  try {
    return new Readability(document, { charThreshold: 250, maxElemsToParse: 200_000 }).parse()?.content ?? ''
  } catch {
    return ''
  }
}

function polished(html: string): string {
  if (html === '') return ''
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  removeInvitations(document.body as unknown as Element)
  return document.body.innerHTML
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
