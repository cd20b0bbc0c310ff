import { canonicalUrl } from './canonical-url.ts'

/** Parameters that choose a view of the same text. */
const views = /^(full_version|mobile|m|amp|outputtype|print|printable)$/i
const viewValues = /^(|1|0|y|n|yes|no|true|false|amp|mobile|full|print|desktop)$/i

/**
 * Key under which two addresses are taken for one page: for attaching a printed address to a stored one, never
 * to be fetched or shown. Over `canonicalUrl` it drops the scheme, `www.`, `m.` and `amp.`, the final slash, an index
 * file, AMP and print views, `full_version`, and sorts the parameters. `lang` is dropped too, since on the
 * ministries' portals one number is one report in every language; `{ keepLanguage: true }` tells versions apart.
 * A short `?p=` address cannot be folded without asking the site. Null where there is no canonical form.
 */
export function sameAddressKey(address: string, options: { keepLanguage?: boolean } = {}): string | null {
  const canonical = canonicalUrl(address)
  if (canonical === null) return null
  const url = new URL(canonical)
  const host = url.host.replace(/^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/, '')
  const path = url.pathname
    .replace(/\/(?:index|default)\.(?:html?|php\d?|aspx?|jsp)$/i, '/')
    .replace(/\/amp\/?$/i, '/')
    .replace(/\/+$/, '')
  const kept = url.search
    .slice(1)
    .split('&')
    .filter(
      (piece) =>
        piece !== '' &&
        !isView(piece) &&
        (options.keepLanguage || !/^(lang|language|hl|locale)=/i.test(piece)),
    )
    .sort()
  return `${host}${path}${kept.length > 0 ? `?${kept.join('&')}` : ''}`
}

function isView(piece: string): boolean {
  const [name = '', value = ''] = piece.split('=')
  return views.test(name) && viewValues.test(value)
}
