import { htmlLine } from '../feed/text-construct.ts'
import { oneLine } from '../html/plain-spaces.ts'
import { isArticle, words } from './linked-data.ts'
import { metaOf } from './meta.ts'
import type { Page } from './page.ts'

/** Headline as readers see it: the page's heading where the metadata agree with it, without the site's name. */
export function articleTitle({ document, meta, data }: Page): string {
  const site = metaOf(meta, 'og:site_name', 'application-name') ?? ''
  const tag = oneLine(document.querySelector('title')?.textContent ?? '')
  const stated = [
    ...data.filter(isArticle).map((node) => words(node.headline)),
    metaOf(meta, 'og:title'),
    metaOf(meta, 'twitter:title', 'headline', 'dc.title', 'title', 'sailthru.title'),
  ]
    .map((title) => withoutSite(htmlLine(title ?? ''), site))
    .filter(Boolean)
  const headings = [...document.querySelectorAll('[itemprop~="headline"], h1')]
    .map((heading) => oneLine(heading.textContent ?? heading.getAttribute('content') ?? ''))
    .filter(Boolean)

  const agreed = headings.find((heading) => [...stated, tag].some((title) => similar(heading, title)))
  if (agreed) return agreed
  return stated[0] ?? (headings.length === 1 ? headings[0]! : withoutSite(tag, site)) ?? ''
}

function similar(heading: string, title: string): boolean {
  const [a, b] = [heading, title].map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
  return (
    a!.length > 5 &&
    b!.length > 5 &&
    (b!.startsWith(a!) || a!.startsWith(b!) || (b!.includes(a!) && a!.length > b!.length / 2))
  )
}

function withoutSite(title: string, site: string): string {
  const parts = title.split(/\s+[|–—\-·•»:/]\s+/)
  if (parts.length < 2) return title
  const last = parts.at(-1)!
  const isSite =
    site !== '' && last.toLowerCase().replace(/\W/gu, '') === site.toLowerCase().replace(/\W/gu, '')
  const cut = title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—\-·•»:/]+$/, '')
  return isSite || (/\s\|\s[^|]*$/.test(title) && last.length < 40 && cut.length > 15) ? cut : title
}
