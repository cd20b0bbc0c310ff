import { parseHTML } from 'linkedom'
import { capDepth } from '../html/cap-depth.ts'
import { type LinkedData, linkedData } from './linked-data.ts'
import { type Meta, readMeta } from './meta.ts'

const mostTokens = 50_000

/** A page taken apart once, for every part of the reader. */
export interface Page {
  url: string
  /** What relative links are relative to: `<base href>` or the address. */
  base: string
  document: Document
  meta: Meta
  data: LinkedData[]
  /** Inline scripts, for the dates some pages state nowhere else. */
  scripts: string[]
  /** What the document was parsed from. */
  markup: string
  /** The document as it was, for a second look once the first has been taken apart. */
  fresh(): Document
}

/** Parses a page; what is half of a page and none of its text is set aside first, since a
 * tree costs by the node. */
export function parsePage(html: string, url: string): Page {
  const scripts: string[] = []
  const quiet = ['style', 'svg', 'noscript', 'iframe', 'select'].reduce(
    (rest, name) => without(rest, name),
    html,
  )
  const markup = withoutComments(
    without(quiet, 'script', (script) => scripts.length < 400 && scripts.push(script)),
  )
  const flat = capDepth(firstTokens(markup))
  const rooted = /^\s*(?:<[!?][^>]*>\s*)*<html[\s>]/i.test(flat) && /<body[\s>]/i.test(flat)
  const whole = rooted ? flat : inBody(flat)
  const fresh = () => parseHTML(whole).document as unknown as Document
  const document = fresh()
  const href = document.querySelector('base[href]')?.getAttribute('href')
  const base = (href && URL.parse(href, url)?.href) || url
  return {
    url,
    base,
    document,
    meta: readMeta(document),
    data: linkedData(scripts),
    scripts,
    markup: whole,
    fresh,
  }
}

/** The tree builder makes the first element the root, whatever it is. */
function inBody(markup: string): string {
  const language = /<html\b[^>]{0,500}?\slang\s*=\s*["']?([\w-]{2,12})/i.exec(markup)?.[1]
  const content = markup.replace(/<(?:![^>]*|\?[^>]*|\/?(?:html|head|body)(?:\s[^<>]*)?)>/gi, ' ')
  return `<!doctype html><html${language ? ` lang="${language}"` : ''}><head></head><body>${content}</body></html>`
}

/** A tree costs by the tag and by the entity; what no article page comes near to is cut off, not built. */
function firstTokens(markup: string): string {
  const token = /[<&]/g
  let count = 0
  while (token.exec(markup)) if (++count > mostTokens) return markup.slice(0, token.lastIndex - 1)
  return markup
}

function withoutComments(html: string): string {
  const kept: string[] = []
  let from = 0
  for (let open = html.indexOf('<!--'); open !== -1; open = html.indexOf('<!--', from)) {
    const close = html.indexOf('-->', open + 2)
    if (close === -1) break
    kept.push(html.slice(from, open))
    from = close + 3
  }
  kept.push(html.slice(from))
  return kept.join('')
}

/** Markup without the elements of one name, each handed to `seen`; linear whatever is left unclosed. */
function without(html: string, name: string, seen: (element: string) => unknown = () => {}): string {
  const opening = new RegExp(`<${name}(?=[\\s>/])`, 'gi')
  const closing = new RegExp(`</${name}\\s*>`, 'gi')
  const kept: string[] = []
  let from = 0
  for (let open = opening.exec(html); open; open = opening.exec(html)) {
    closing.lastIndex = open.index
    const close = closing.exec(html)
    if (!close) break
    kept.push(html.slice(from, open.index))
    from = opening.lastIndex = close.index + close[0].length
    seen(html.slice(open.index, from))
  }
  kept.push(html.slice(from))
  return kept.join(' ')
}
