import { oneLine } from '../html/plain-spaces.ts'
import { type DayEvidence, dayOf } from './day-of.ts'
import { isArticle, words } from './linked-data.ts'
import { metaOf } from './meta.ts'
import type { Page } from './page.ts'
import { printedDate } from './printed-date.ts'

export type PublishedFrom =
  | 'selector'
  | 'jsonld'
  | 'meta'
  | 'time'
  | 'url'
  | 'class'
  | 'script'
  | 'text'
  | 'modified'

export interface Published {
  /** As the page prints it. */
  at: string
  /** `YYYY-MM-DD`, null where it takes a language engine or the day of reading to tell. */
  on: string | null
  from: PublishedFrom
}

const strongNames = `article:published_time og:article:published_time article:published og:published_time
  datepublished rnews:datepublished article:post_date article.published publication_date publicationdate publish_date
  publish-date publishdate published_date published_time published_at published-date pubdate date_published
  parsely-pub-date sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime dc.date.issued dcterms.issued
  dc.date.created dcterms.created dcterms.date citation_publication_date citation_online_date citation_date
  article_date_original originalpublicationdate article.created analyticsattributes.articledate bt:pubdate ptime
  article:publicationdate shareaholic:article_published_time prism.publicationdate vr:published_time pub_date
  displaydate mediator_published_time yandex_recommendations_published_time article-date
  datecreated`.split(/\s+/)
const weakNames =
  'date dc.date dc:date dcterms.available article:date timestamp buildtime created creation_date resource-type-date'.split(
    ' ',
  )
const modifiedNames =
  `article:modified_time og:updated_time datemodified article:modified last-modified lastmod
  dcterms.modified dc.date.modified updated_time revised modified_date date_modified article:updated_time`.split(
    /\s+/,
  )

/** Publication dates in the data of a page's own program. */
const scripted =
  /["']?\b(?:datePublished|date_?published|publish(?:ed)?[_-]?(?:date|time|at|on)?|pub_?date|first_?pub\w*|article_?date|post_?date|publication_?date)["']?\s*[:=]\s*(?:new Date\()?["']([^"']{8,40})["']/i

const elsewhere =
  /comment|related|recommend|sidebar|footer|popular|trending|teaser|widget|more-|latest|disqus|respond|copyright/i
const publishing =
  /publish|pubdate|post(?:ed|-date|_date|-meta|ed-on)|entry-date|article-?_?date|date-?_?published|dateline|created/i
const changing = /updat|modif|edited/i

/**
 * When a page says it was published. In order: the selector, JSON-LD, publication metas, microdata, `<time>`, the day
 * in the address, elements named like dates, a date printed near the title, and at last the day it was changed.
 */
export function publicationDate(page: Page, evidence: DayEvidence, selector?: string): Published | null {
  const told = (at: string | undefined | null, from: PublishedFrom): Published | null => {
    const printed = oneLine(at ?? '')
    const on = printed === '' ? null : dayOf(printed, evidence)
    return on === null ? null : { at: printed, on, from }
  }
  const selected = selector && selectedDate(page, selector, evidence)
  if (selected) return selected

  const fromUrl = dayInUrl(page.url)
  const inTime = timeElement(page, evidence, fromUrl)
  return (
    first(page.data.filter(isArticle), (node) => told(words(node.datePublished), 'jsonld')) ??
    told(metaOf(page.meta, ...strongNames), 'meta') ??
    first(page.data, (node) =>
      told(words(node.datePublished ?? node.uploadDate ?? node.dateCreated), 'jsonld'),
    ) ??
    (inTime?.sure ? inTime.published : null) ??
    (fromUrl === null ? null : { at: fromUrl, on: fromUrl, from: 'url' as const }) ??
    inTime?.published ??
    first(weakNames, (name) => told(metaOf(page.meta, name), 'meta')) ??
    namedElement(page, evidence) ??
    first(page.scripts, (script) => told(scripted.exec(script)?.[1], 'script')) ??
    nearTitle(page, evidence) ??
    told(modificationDate(page), 'modified') ??
    unread(page)
  )
}

/** When a page says it was last changed, as stated. */
export function modificationDate({ data, meta }: Page): string | undefined {
  for (const node of data) {
    const stated = isArticle(node) && words(node.dateModified)
    if (stated) return stated
  }
  return metaOf(meta, ...modifiedNames)
}

function first<T, R>(values: Iterable<T>, read: (value: T) => R | null): R | null {
  for (const value of values) {
    const found = read(value)
    if (found) return found
  }
  return null
}

function selectedDate({ document }: Page, selector: string, evidence: DayEvidence): Published | null {
  for (const element of document.querySelectorAll(selector)) {
    const stated = element.getAttribute('datetime') ?? element.getAttribute('content')
    const text = oneLine(element.textContent ?? '')
    const at = stated && dayOf(stated, evidence) ? stated : text
    if (at !== '') return { at, on: dayOf(at, evidence), from: 'selector' }
  }
  return null
}

function dayInUrl(url: string): string | null {
  const path = URL.parse(url)?.pathname ?? ''
  const match =
    /[/_-]((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)/.exec(path) ??
    /[/_-](20\d\d)(\d\d)(\d\d)(?=[/_-]|\.\w+$|$)/.exec(path)
  if (!match) {
    const worded = /\/((?:19|20)\d\d)\/([a-z]{3})\/(\d{1,2})\//i.exec(path)
    return worded && dayOf(`${worded[3]} ${worded[2]} ${worded[1]}`, { language: 'en' })
  }
  const [, year, month, day] = match
  return dayOf(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`)
}

/** `sure` where the page marks the element as the publication, or the address agrees. */
function timeElement(
  page: Page,
  evidence: DayEvidence,
  fromUrl: string | null,
): { published: Published; sure: boolean } | null {
  let best: { published: Published; sure: boolean; rank: number } | null = null
  const candidates = page.document.querySelectorAll(
    'time, [itemprop~="datePublished"], [property~="datePublished"], abbr.published, [data-published], [data-date], [data-datetime], [data-timestamp], [data-publish-date], relative-time, local-time',
  )
  let seen = 0
  for (const element of candidates) {
    if (++seen > 60) break
    const at = [...stated(element)].find((value) => dayOf(value, evidence))
    if (!at) continue
    const published: Published = { at: oneLine(at), on: dayOf(at, evidence), from: 'time' }
    const context = surroundings(element)
    const marked =
      /datePublished/i.test(`${element.getAttribute('itemprop')} ${element.getAttribute('property')}`) ||
      element.hasAttribute('pubdate')
    const agrees = fromUrl !== null && published.on === fromUrl
    let rank = marked ? 40 : 0
    if (agrees) rank += 30
    if (publishing.test(context)) rank += 10
    if (changing.test(context)) rank -= 15
    if (elsewhere.test(context)) rank -= 25
    if (inside(element, 'header, article, main, [role=main]')) rank += 8
    rank -= Math.min(seen, 5)
    if (best === null || rank > best.rank) best = { published, sure: agrees || (marked && rank > 10), rank }
  }
  return best
}

function* stated(element: Element): Generator<string> {
  for (const name of [
    'datetime',
    'content',
    'data-published',
    'data-publish-date',
    'data-datetime',
    'data-date',
    'data-timestamp',
    'title',
  ]) {
    const value = element.getAttribute(name)
    if (value) yield value
  }
  yield oneLine(element.textContent ?? '').slice(0, 200)
}

/** Elements whose class or id says date. */
function namedElement(page: Page, evidence: DayEvidence): Published | null {
  let best: { published: Published; rank: number } | null = null
  let seen = 0
  for (const element of page.document.querySelectorAll(
    '[class*="date" i], [class*="publish" i], [class*="posted" i], [class*="time" i], [class*="byline" i], [class*="meta" i], [id*="date" i], [id*="publish" i]',
  )) {
    const text = oneLine(element.textContent ?? '')
    if (text === '' || text.length > 400 || ++seen > 80) continue
    const found = printedDate(text, evidence)
    if (!found) continue
    const name = `${element.getAttribute('class') ?? ''} ${element.id}`
    let rank = text.length < 60 ? 5 : 0
    if (publishing.test(name) || /publ|posted|опубл|veröff|publié/i.test(text)) rank += 10
    if (/date/i.test(name)) rank += 5
    if (changing.test(name)) rank -= 8
    if (elsewhere.test(surroundings(element))) rank -= 20
    rank -= Math.min(seen / 4, 5)
    if (best === null || rank > best.rank)
      best = { published: { at: found.printed, on: found.day, from: 'class' }, rank }
  }
  return best && best.rank > -12 ? best.published : null
}

/** A date in the text around the title: the lines before it and the first ones after. */
function nearTitle({ document }: Page, evidence: DayEvidence): Published | null {
  let near: Element | null = document.querySelector('h1')
  for (let level = 0; near && level < 4; level++) {
    const text = oneLine(near.textContent ?? '')
    const after = oneLine(near.nextElementSibling?.textContent ?? '')
    const before = oneLine(near.previousElementSibling?.textContent ?? '')
    for (const part of [after.slice(0, 300), before.slice(-300), level > 0 ? text.slice(0, 500) : '']) {
      const found = printedDate(part, evidence)
      if (found) return { at: found.printed, on: found.day, from: 'text' }
    }
    near = near.parentElement
  }
  const body = oneLine(document.body?.textContent ?? '').slice(0, 20_000)
  const labelled =
    /(?:published|posted|опубликовано|дата публикации|date|veröffentlicht|publié|publicado|pubblicato)\b[^\d]{0,20}(.{6,60})/iu.exec(
      body,
    )?.[1]
  const found = labelled ? printedDate(labelled, evidence) : printedDate(body.slice(0, 600), evidence)
  return found && { at: found.printed, on: found.day, from: 'text' }
}

/** A date element that only a language engine can read: «26 августа 12:39», «вчера». */
function unread({ document }: Page): Published | null {
  for (const element of document.querySelectorAll('time, [class*="date" i], [class*="published" i]')) {
    const text = oneLine(element.textContent ?? '')
    if (
      /\d|сегодня|вчера|today|yesterday/i.test(text) &&
      text.length < 60 &&
      !elsewhere.test(surroundings(element))
    ) {
      return { at: text, on: null, from: element.tagName === 'TIME' ? 'time' : 'class' }
    }
  }
  return null
}

function surroundings(element: Element): string {
  const names: string[] = []
  for (let at: Element | null = element, level = 0; at && level < 6; at = at.parentElement, level++) {
    if (/^(?:BODY|HTML)$/.test(at.tagName)) break
    names.push(at.tagName === 'FOOTER' && level > 0 ? 'footer' : '', at.getAttribute('class') ?? '', at.id)
  }
  return names.join(' ')
}

function inside(element: Element, selector: string): boolean {
  return element.closest(selector) !== null
}
