import { decodeHTMLAttribute, escapeAttribute } from 'entities'
import { webAddress } from '../html/web-address.ts'

/** Markup with its relative links and pictures made absolute, where the feed states what they are relative to. */
export function absoluteLinks(html: string, base: string | undefined): string {
  if (base === undefined) return html
  return html.replace(
    /(<[a-z][^<>]{0,2000}?\s(?:href|src)\s*=\s*)(?:"([^"<>]*)"|'([^'<>]*)')/gi,
    (tag, head: string, double?: string, single?: string) => {
      const address = decodeHTMLAttribute(double ?? single ?? '')
      if (address === '' || /^[a-z][a-z\d+.-]*:|^#/i.test(address)) return tag
      const absolute = webAddress(address, base)
      return absolute ? `${head}"${escapeAttribute(absolute)}"` : tag
    },
  )
}
