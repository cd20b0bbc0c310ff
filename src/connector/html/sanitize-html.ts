import sanitize from 'sanitize-html'
import { capDepth } from './cap-depth.ts'
import { imageAddress, isTrackingPixel } from './image-address.ts'
import { webAddress } from './web-address.ts'

const allowedTags =
  `p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code kbd samp b strong i em u s del ins
  sub sup small mark q cite abbr time span div section article figure figcaption a img table caption colgroup col
  thead tbody tfoot tr th td`.split(/\s+/)

/** Elements whose text is no part of what readers see. */
const nonTextTags =
  `script style textarea option select noscript template iframe object embed applet svg math title head
  xmp canvas audio video noembed noframes plaintext button`.split(/\s+/)

/**
 * Markup that is safe to show inside our own page: no script, style, frame, form or event handler; links and images
 * only http(s) and absolute (`mailto:` links stay); tracking pixels gone; nesting capped.
 */
export function sanitizeHtml(html: string, baseUrl: string): string {
  return sanitize(capDepth(html), {
    allowedTags,
    nonTextTags,
    allowedAttributes: {
      a: ['href', 'title', 'rel'],
      img: ['src', 'alt', 'title', 'width', 'height'],
      time: ['datetime'],
      abbr: ['title'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
      ol: ['start'],
      '*': ['lang', 'dir'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, { href, title }) => {
        const address = href === undefined ? null : webAddress(href, baseUrl, ['http:', 'https:', 'mailto:'])
        return {
          tagName,
          attribs: {
            ...(address && { href: address, rel: 'noopener noreferrer nofollow' }),
            ...(title && { title }),
          },
        }
      },
      img: (tagName, attribs) => {
        const { src: _, ...rest } = attribs
        const address = isTrackingPixel(attribs) ? null : imageAddress(attribs, baseUrl)
        return { tagName, attribs: address === null ? {} : { ...rest, src: address } }
      },
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
  }).trim()
}
