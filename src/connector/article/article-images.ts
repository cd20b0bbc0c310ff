import type { Item } from '../../model/item.ts'
import { imagesIn, uniqueImages } from '../feed/feed-images.ts'
import { webAddress } from '../html/web-address.ts'
import { isArticle, words } from './linked-data.ts'
import type { Page } from './page.ts'

/** The page's lead picture, then those of the body; absolute, each once. */
export function articleImages({ meta, data, base }: Page, body: string): NonNullable<Item['images']> {
  const lead = [
    ...(meta.get('og:image') ?? []),
    ...(meta.get('og:image:secure_url') ?? []),
    ...(meta.get('twitter:image') ?? []),
  ].slice(0, 1)
  const stated = data
    .filter(isArticle)
    .flatMap((node) => [node.image].flat())
    .map(words)
  const alt = meta.get('og:image:alt')?.[0]
  const leads = [...lead, ...stated].flatMap((address) => {
    const url = address && webAddress(address, base)
    return url ? [{ url, ...(alt && { alt }) }] : []
  })
  return uniqueImages([...leads.slice(0, 3), ...imagesIn(body, base)])
}
