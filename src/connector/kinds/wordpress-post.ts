import type { Item } from '../../model/item.ts'
import { htmlToText } from '../html.ts'
import { type Json, valueAt } from '../json/json-value.ts'
import { resolveUrl } from '../page/resolve-url.ts'

/** One entry of `wp/v2/posts`; null when it has no address. */
export function readPost(post: Json, site: string): Item | null {
  const url = resolveUrl(words(post, 'link'), site)
  if (!url) return null
  const title = plain(words(post, 'title.rendered'))
  const html = words(post, 'content.rendered')
  const summary = plain(words(post, 'excerpt.rendered'))
  const publishedAt = instant(words(post, 'date_gmt')) ?? words(post, 'date')
  const updatedAt = instant(words(post, 'modified_gmt'))
  const images = featured(post, site)
  const externalId = valueAt(post, 'id')
  return {
    url,
    ...(title && { title }),
    ...(summary && { summary }),
    ...(html && { html }),
    ...(publishedAt && { publishedAt }),
    ...(updatedAt && { updatedAt }),
    ...(images && { images }),
    ...(externalId !== undefined && { externalId: String(externalId) }),
  }
}

/** When the post last changed, null when it does not say. */
export function modifiedAt(post: Json): string | null {
  const at = instant(words(post, 'modified_gmt'))
  return at ? new Date(at).toISOString() : null
}

function words(post: Json, path: string): string | undefined {
  const value = valueAt(post, path)
  return typeof value === 'string' ? value.trim() || undefined : undefined
}

function plain(html: string | undefined): string | undefined {
  return html && (htmlToText(html).replace(/\s+/g, ' ').trim() || undefined)
}

// `*_gmt` carries no zone because its name is the zone; broken posts have zeros there.
function instant(gmt: string | undefined): string | undefined {
  if (!gmt || gmt.startsWith('0000') || Number.isNaN(Date.parse(`${gmt}Z`))) return undefined
  return `${gmt}Z`
}

function featured(post: Json, site: string): Item['images'] {
  const media = valueAt(post, '_embedded.wp:featuredmedia.0')
  const address =
    valueAt(media, 'source_url') ??
    valueAt(post, 'jetpack_featured_media_url') ??
    valueAt(post, 'yoast_head_json.og_image.0.url')
  const url = typeof address === 'string' ? resolveUrl(address, site) : undefined
  const alt = valueAt(media, 'alt_text')
  return url ? [typeof alt === 'string' && alt ? { url, alt } : { url }] : undefined
}
