import { Parser } from 'htmlparser2'
import type { Item } from '../../model/item.ts'
import { imageAddress, isTrackingPixel } from '../html/image-address.ts'
import { oneLine } from '../html/plain-spaces.ts'
import { webAddress } from '../html/web-address.ts'
import { elements, innerText, type XmlElement } from './xml-element.ts'

const most = 30
const pictureName = /\.(?:jpe?g|png|gif|webp|avif|bmp)(?:$|[?#])/i

type Images = NonNullable<Item['images']>

/** Pictures of a feed item: those it attaches, then those inside its body; each address once. */
export function feedImages(item: XmlElement, bodies: string[], base: string | undefined): Images {
  const found = [...attached(item, base), ...bodies.flatMap((html) => imagesIn(html, base))]
  return uniqueImages(found)
}

export function uniqueImages(found: Images): Images {
  const byUrl = new Map<string, Images[number]>()
  for (const image of found) {
    const known = byUrl.get(image.url)
    if (!known) byUrl.set(image.url, image)
    else if (!known.alt && image.alt) known.alt = image.alt
  }
  return [...byUrl.values()].slice(0, most)
}

function attached(item: XmlElement, base: string | undefined): Images {
  const images: Images = []
  const add = (address: string | undefined, alt?: string) => {
    const url = address && webAddress(address, base)
    if (url) images.push({ url, ...(alt && { alt: oneLine(alt) }) })
  }
  const groups = [item, ...elements(item, 'media:group', 'media:content')]
  for (const group of groups) {
    const title = elements(group, 'media:description', 'media:title')[0]
    const alt = title && innerText(title)
    if (group.name === 'media:content' && isPicture(group.attributes)) add(group.attributes.url, alt)
    for (const media of elements(group, 'media:content')) {
      const own = elements(media, 'media:description', 'media:title')[0]
      if (isPicture(media.attributes)) add(media.attributes.url, (own && innerText(own)) ?? alt)
    }
    for (const thumbnail of elements(group, 'media:thumbnail'))
      add(thumbnail.attributes.url ?? innerText(thumbnail), alt)
  }
  for (const enclosure of elements(item, 'enclosure', 'atom:link', 'link')) {
    const { rel, url, href } = enclosure.attributes
    if ((enclosure.name === 'enclosure' || rel === 'enclosure') && isPicture(enclosure.attributes))
      add(url ?? href)
  }
  for (const image of elements(item, 'image', 'itunes:image')) {
    const url = elements(image, 'url')[0]
    add(
      image.attributes.href ??
        image.attributes.url ??
        image.attributes['rdf:resource'] ??
        innerText(url ?? image),
    )
  }
  return images
}

function isPicture({ type = '', medium, url, href }: Record<string, string>): boolean {
  if (medium || /^\w+\//.test(type)) return medium === 'image' || /^image\//i.test(type)
  return pictureName.test(url ?? href ?? '')
}

/** Pictures of an HTML fragment. */
export function imagesIn(html: string, base: string | undefined): Images {
  if (!/<img/i.test(html)) return []
  const images: Images = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name !== 'img' || images.length >= most || isTrackingPixel(attributes)) return
      const url = imageAddress(attributes, base)
      if (url) images.push({ url, ...(attributes.alt?.trim() && { alt: oneLine(attributes.alt) }) })
    },
  })
  parser.end(html)
  return images
}
