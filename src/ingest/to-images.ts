import { resolveUrl } from '../connector/page/resolve-url.ts'
import type { Image } from '../model/event.ts'
import type { Item } from '../model/item.ts'

/** Pictures with an address on the web, each once. */
export function toImages(images: NonNullable<Item['images']>, base: string): Image[] {
  const found = images.flatMap(({ url, alt }) => {
    const resolved = resolveUrl(url, base)
    return resolved ? [{ url: resolved, alt: alt?.trim() || null }] : []
  })
  return [...new Map(found.map((image) => [image.url, image])).values()]
}
