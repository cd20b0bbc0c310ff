import { oneLine } from '../html/plain-spaces.ts'

/** `<meta>` contents by lower-case name, property, itemprop or http-equiv, in the page's order. */
export type Meta = Map<string, string[]>

export function readMeta(document: Document): Meta {
  const meta: Meta = new Map()
  for (const element of document.querySelectorAll('meta[content], meta[value]')) {
    const content = oneLine(element.getAttribute('content') ?? element.getAttribute('value') ?? '')
    if (content === '') continue
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      for (const key of (element.getAttribute(attribute) ?? '').toLowerCase().split(/\s+/)) {
        if (key === '') continue
        const known = meta.get(key)
        if (known) known.push(content)
        else meta.set(key, [content])
      }
    }
  }
  return meta
}

/** First content stated under any of the names, in the order of the names. */
export function metaOf(meta: Meta, ...names: string[]): string | undefined {
  for (const name of names) {
    const content = meta.get(name)?.[0]
    if (content) return content
  }
  return undefined
}
