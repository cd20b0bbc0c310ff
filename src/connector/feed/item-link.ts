import { webAddress } from '../html/web-address.ts'
import { elements, innerText, type XmlElement } from './xml-element.ts'

/**
 * Address of the item's own page, absolute: the one a feed proxy replaced, then the link, then an id that is a
 * permanent link. Undefined where the feed gives none that is http(s).
 */
export function itemLink(item: XmlElement, base: string | undefined): string | undefined {
  return (
    linkOf(item, base) ??
    permanentId(item, base) ??
    absolute(item.attributes['rdf:about'], base) ??
    absolute(item.attributes.href, base)
  )
}

/** Address of the page an element speaks of: a channel's site, an item's page. */
export function linkOf(element: XmlElement, base: string | undefined): string | undefined {
  for (const original of elements(element, 'feedburner:origlink', 'pheedo:origlink')) {
    const address = absolute(innerText(original), original.base ?? base)
    if (address) return address
  }
  const links = elements(element, 'link', 'atom:link', 'url')
  const ranked = [
    ...links.filter(isPlain),
    ...links.filter((link) => isAlternate(link) && isPage(link)),
    ...links.filter(isAlternate),
  ]
  for (const link of ranked) {
    const address = absolute(isPlain(link) ? innerText(link) : link.attributes.href, link.base ?? base)
    if (address) return address
  }
  return undefined
}

function isPlain(link: XmlElement): boolean {
  return link.name !== 'atom:link' && innerText(link).trim() !== ''
}

function isAlternate({ attributes: { href, rel } }: XmlElement): boolean {
  const relation = (rel ?? '')
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '')
  return href !== undefined && (relation === '' || relation === 'alternate')
}

function isPage({ attributes: { type } }: XmlElement): boolean {
  return type === undefined || /html/i.test(type)
}

function permanentId(item: XmlElement, base: string | undefined): string | undefined {
  for (const id of elements(item, 'guid', 'id', 'atom:id')) {
    const value = innerText(id).trim()
    const stated = id.attributes.ispermalink?.trim().toLowerCase()
    if (stated === 'false' || (stated !== 'true' && !/^https?:\/\//i.test(value))) continue
    const address = absolute(value, id.base ?? base)
    if (address) return address
  }
  return undefined
}

/** An address that is absolute already stays as printed. */
function absolute(address: string | undefined, base: string | undefined): string | undefined {
  const printed = (address ?? '').replace(/[\t\r\n]+/g, '').trim()
  if (printed === '') return undefined
  const url = webAddress(printed, base)
  return url === null ? undefined : /^https?:\/\/[!-~]+$/i.test(printed) ? printed : url
}
