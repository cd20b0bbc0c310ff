import { decodeHTMLStrict } from 'entities'
import { htmlToText } from '../html/html-to-text.ts'
import { oneLine } from '../html/plain-spaces.ts'
import { innerMarkup, innerText, type XmlElement } from './xml-element.ts'

type Kind = 'text' | 'html' | 'xhtml' | 'base64'

/** Element names that make `<…>` markup; anything else between angle brackets is text an editor typed. */
const markup =
  /<!--|<\/?(?:a|abbr|acronym|address|article|aside|b|bdi|bdo|big|blockquote|body|br|center|cite|code|del|details|dd|div|dl|dt|em|embed|figure|figcaption|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|nobr|object|ol|p|param|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|audio|wbr)(?=[\s/>])[^>]*>/i

/** How an Atom text construct is written; 1.0 says it by `type`, 0.3 by `mode` and a media type. */
function kindOf({ attributes: { type = 'text', mode } }: XmlElement): Kind {
  const media = type.trim().toLowerCase()
  if (mode?.toLowerCase() === 'base64') return 'base64'
  if (media === 'xhtml' || media === 'application/xhtml+xml' || media === 'application/xml')
    return mode === 'escaped' ? 'html' : 'xhtml'
  if (media === 'html' || media === 'text/html') return 'html'
  return 'text'
}

/** Plain line of an Atom text construct. */
export function atomLine(element: XmlElement): string {
  const kind = kindOf(element)
  if (kind === 'text') return oneLine(innerText(element))
  if (kind === 'xhtml') return oneLine(innerText(element))
  return htmlLine(kind === 'base64' ? fromBase64(element) : innerMarkup(element))
}

/** HTML of an Atom text construct; plain text stays text. */
export function atomBody(element: XmlElement): { html: string } | { text: string } | null {
  const kind = kindOf(element)
  const hasElements = element.children.some((child) => typeof child !== 'string')
  const content =
    kind === 'base64'
      ? fromBase64(element)
      : kind === 'xhtml'
        ? innerMarkup(element, true)
        : hasElements
          ? innerMarkup(element, kind === 'text')
          : innerText(element)
  if (content.trim() === '') return null
  // Feeds that forget `type` are read as their authors see them: tags are no text.
  const asHtml =
    kind !== 'text' || hasElements || (element.attributes.type === undefined && markup.test(content))
  return asHtml ? { html: unwrapped(content.trim()) } : { text: content.trim() }
}

/** Plain line of an RSS element, whose text is HTML by custom: tags dropped, entities decoded once more. */
export function rssLine(element: XmlElement): string {
  return htmlLine(innerMarkup(element))
}

/** Plain line of a string that may be HTML. */
export function htmlLine(value: string): string {
  return oneLine(markup.test(value) ? htmlToText(value) : decodeHTMLStrict(value))
}

/** True where a string holds tags or entities and must be read as HTML. */
export function looksLikeHtml(value: string): boolean {
  return markup.test(value)
}

/** The `div` that XHTML content must stand in is no part of it. */
function unwrapped(html: string): string {
  const inner = /^<div(?:\s[^>]*)?>([\s\S]*)<\/div>$/i.exec(html)?.[1]
  return inner !== undefined && !/<\/?div[\s>]/i.test(inner) ? inner.trim() : html
}

function fromBase64(element: XmlElement): string {
  return Buffer.from(innerText(element), 'base64').toString('utf8')
}
