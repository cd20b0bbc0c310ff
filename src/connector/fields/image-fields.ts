import { resolveUrl } from '../page/resolve-url.ts'
import type { Field, Selection } from './field.ts'

type Images = { url: string; alt?: string }[]

/** First picture found at the selector: an `img`, or an element with a background picture. */
export function image(selector: string): Field<Images> {
  return {
    read: (scope) => {
      const found = readImages(scope.element, selector, scope.baseUrl)
      return found.length > 0 ? found.slice(0, 1) : undefined
    },
  }
}

/** Every picture found at the selector. */
export function images(selector: string): Field<Images> {
  return {
    read: (scope) => {
      const found = readImages(scope.element, selector, scope.baseUrl)
      return found.length > 0 ? found : undefined
    },
  }
}

function readImages(element: Selection, selector: string, baseUrl: string): Images {
  const matches = element.find(selector)
  const seen = new Map<string, { url: string; alt?: string }>()
  for (let i = 0; i < matches.length; i++) {
    const match = matches.eq(i)
    const picture = match.is('img, meta') ? match : match.find('img').first()
    const address = resolveUrl(pictureAddress(picture.length > 0 ? picture : match), baseUrl)
    const alt = picture.attr('alt')?.trim()
    if (address) seen.set(address, alt ? { url: address, alt } : { url: address })
  }
  return [...seen.values()]
}

// Lazy loaders keep the real address beside a placeholder in `src`.
function pictureAddress(picture: Selection): string | undefined {
  const lazy = picture.attr('data-src') ?? picture.attr('data-lazy-src') ?? picture.attr('data-original')
  const listed = picture.attr('srcset')?.split(',').at(-1)?.trim().split(/\s+/)[0]
  const background = /url\(\s*['"]?([^'")]+)/.exec(picture.attr('style') ?? '')?.[1]
  const plain = picture.attr('src') ?? picture.attr('content')
  return [lazy, plain, listed, background].find((address) => address && !address.startsWith('data:'))
}
