import { parseHTML } from 'linkedom'
import { capDepth } from '../html/cap-depth.ts'
import { type LinkedData, linkedData } from './linked-data.ts'
import { type Meta, readMeta } from './meta.ts'

/** A page taken apart once, for every part of the reader. */
export interface Page {
  url: string
  /** What relative links are relative to: `<base href>` or the address. */
  base: string
  document: Document
  meta: Meta
  data: LinkedData[]
}

/** Parses a page; scripts and styles are set aside first, since they are half of a page and none of its text. */
export function parsePage(html: string, url: string): Page {
  const scripts: string[] = []
  const markup = without(without(without(html, 'style'), 'svg'), 'script', (script) => scripts.push(script))
  const wrapped = /<body[\s>]/i.test(markup)
    ? markup
    : `<!doctype html><html><head></head><body>${markup}</body></html>`
  const { document } = parseHTML(capDepth(wrapped))
  const href = document.querySelector('base[href]')?.getAttribute('href')
  const base = (href && URL.parse(href, url)?.href) || url
  return {
    url,
    base,
    document: document as unknown as Document,
    meta: readMeta(document as unknown as Document),
    data: linkedData(scripts),
  }
}

/** Markup without the elements of one name, each handed to `seen`; linear whatever is left unclosed. */
function without(html: string, name: string, seen: (element: string) => void = () => {}): string {
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
