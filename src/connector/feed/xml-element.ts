/** Element of a feed, names in lower case and freed of the prefixes the document chose. */
export interface XmlElement {
  /** `title`, `dc:date`, `media:content`: the prefix usual for the namespace, none for the feed's own vocabulary. */
  name: string
  local: string
  /** Local names; `xml:base`, `rdf:about` and the like keep their prefix. */
  attributes: Record<string, string>
  children: (XmlElement | string)[]
  /** `xml:base` in force, where the document states one. */
  base: string | undefined
  /** `xml:lang` in force. */
  language: string | undefined
  /** False where the document ended before the element did. */
  complete: boolean
}

export function elements(parent: XmlElement, ...names: string[]): XmlElement[] {
  return parent.children.filter(
    (child) => typeof child !== 'string' && names.includes(child.name),
  ) as XmlElement[]
}

/** Content of an element as its author meant it when he did not escape his markup: text as it is, tags as tags. */
export function innerMarkup(element: XmlElement, escapeText = false): string {
  const parts: string[] = []
  const walk = (children: XmlElement['children']) => {
    for (const child of children) {
      if (typeof child === 'string') parts.push(escapeText ? escapeMarkup(child) : child)
      else {
        parts.push('<', child.local)
        for (const [name, value] of Object.entries(child.attributes)) {
          if (!name.startsWith('xmlns'))
            parts.push(' ', name, '="', escapeMarkup(value).replaceAll('"', '&quot;'), '"')
        }
        parts.push('>')
        walk(child.children)
        if (!voids.has(child.local)) parts.push('</', child.local, '>')
      }
    }
  }
  walk(element.children)
  return parts.join('')
}

/** All text below an element, tags dropped. */
export function innerText(element: XmlElement): string {
  const parts: string[] = []
  const walk = (children: XmlElement['children']) => {
    for (const child of children) {
      if (typeof child === 'string') parts.push(child)
      else walk(child.children)
    }
  }
  walk(element.children)
  return parts.join('')
}

const voids = new Set(['br', 'hr', 'img', 'wbr', 'input', 'source', 'col', 'area', 'embed', 'link', 'meta'])

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
