import { webAddress } from './web-address.ts'

/** Where pages that load pictures late keep the real address; `src` then holds a placeholder. */
const lateAttributes = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-orig-file',
  'data-lazy',
  'data-url',
  'data-image',
  'data-full',
]

const counters =
  /(?:mc\.yandex\.\w+\/(?:watch|pixel)|counter\.yadro\.ru|top-fwz1\.mail\.ru|counter\.rambler\.ru|google-analytics\.com|doubleclick\.net|scorecardresearch\.com|feeds\.feedburner\.com\/~|feedsportal\.com|stats\.wordpress\.com|pixel\.wp\.com|facebook\.com\/tr|quantserve\.com|vk\.com\/rtrg|liveinternet\.ru\/(?:click|hit)|tns-counter\.ru|\/(?:pixel|spacer|blank|1x1|transparent|clear|counter)\.(?:gif|png)|\/(?:track|open)\.gif)/i

/** Absolute address of an `<img>`'s picture, null where it has none that can be fetched. */
export function imageAddress(
  attribs: Record<string, string | undefined>,
  base: string | undefined,
): string | null {
  for (const name of lateAttributes) {
    const address = attribs[name] && webAddress(attribs[name], base)
    if (address) return address
  }
  const direct = attribs.src && webAddress(attribs.src, base)
  return direct || largestOf(attribs['data-srcset'] ?? attribs.srcset, base)
}

/** Address of the widest candidate of a `srcset`. */
function largestOf(srcset: string | undefined, base: string | undefined): string | null {
  let best: { url: string; size: number } | null = null
  for (const [, url = '', size = '0'] of (srcset ?? '')
    .slice(0, 10_000)
    .matchAll(/([^\s,]\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)/g)) {
    const address = webAddress(url, base)
    if (address && (best === null || Number(size) > best.size)) best = { url: address, size: Number(size) }
  }
  return best?.url ?? null
}

/** Pictures nobody is meant to see. */
export function isTrackingPixel(attribs: Record<string, string | undefined>): boolean {
  const tiny = [attribs.width, attribs.height].some((size) => /^\s*[012](?:px)?\s*$/.test(size ?? ''))
  const hidden =
    /(?:display:\s*none|visibility:\s*hidden|(?:^|[;\s])(?:width|height):\s*[01](?:px)?\s*(?:;|$))/i.test(
      attribs.style ?? '',
    )
  return tiny || hidden || counters.test(attribs.src ?? '')
}
