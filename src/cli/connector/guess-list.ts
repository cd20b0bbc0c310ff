import type { CheerioAPI } from 'cheerio'

type Selection = ReturnType<CheerioAPI>

/** Selectors guessed from what repeats on a page; dates are absent where none was seen. */
export interface GuessedList {
  item: string
  link: string
  date?: { selector: string; iso: boolean }
  /** Address of the first entry, for the article page. */
  firstHref: string
  count: number
}

const looksLikeDate =
  /\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}\s+\p{L}{3,}\.?,?\s+\d{4}\b|\b\d{4}-\d\d-\d\d\b/u

/** The links with long texts that stand in like places most often; null when nothing repeats three times. */
export function guessList($: CheerioAPI): GuessedList | null {
  const links = $('a[href]')
    .toArray()
    .map((node) => $(node))
    .filter((link) => link.text().trim().length >= 25 && !link.closest('nav, footer, header, aside').length)
  const groups = [...Map.groupBy(links, (link) => placeOf(link))]
  const best = groups.map(([, group]) => group).sort((a, b) => b.length - a.length)[0]
  if (!best || best.length < 3) return null

  const first = best[0]!
  const entry = entryOf($, first, best)
  const item = nameOf(entry)
  return {
    item,
    link: entry.is(first) ? '' : innerName(first, entry),
    ...dateIn($, entry),
    firstHref: first.attr('href')!,
    count: $(item).length,
  }
}

/** Tags and classes of the four nearest ancestors: alike for entries of one list. */
function placeOf(link: Selection): string {
  const chain = [link, ...[0, 1, 2, 3].map((n) => link.parents().eq(n))]
  return chain.map((one) => nameOf(one)).join(' < ')
}

/** The highest ancestor that holds this link and none of its like. */
function entryOf($: CheerioAPI, link: Selection, like: Selection[]): Selection {
  let entry = link
  for (let parent = link.parent(); parent.length > 0 && !parent.is('body'); parent = parent.parent()) {
    if (like.some((other) => !other.is(link) && $.contains(parent[0]!, other[0]!))) break
    entry = parent
  }
  return entry
}

function nameOf(element: Selection): string {
  const tag = element.prop('tagName')?.toLowerCase() ?? ''
  const classes = (element.attr('class') ?? '')
    .split(/\s+/)
    .filter((name) => /^[a-z][\w-]*$/i.test(name) && !/\d{2,}/.test(name))
  return classes.length > 0 ? `${tag}.${classes[0]}` : tag
}

/** `a.title`, or `h3 a` where the link has no class of its own. */
function innerName(link: Selection, entry: Selection): string {
  const own = nameOf(link)
  if (own.includes('.') || link.parent().is(entry)) return own
  return `${nameOf(link.parent())} ${own}`
}

function dateIn($: CheerioAPI, entry: Selection): Pick<GuessedList, 'date'> {
  if (entry.find('time[datetime]').length > 0) return { date: { selector: 'time', iso: true } }
  const holder = entry
    .find('*')
    .toArray()
    .map((node) => $(node))
    .filter((one) => one.children().length === 0 && looksLikeDate.test(one.text()))[0]
  return holder ? { date: { selector: nameOf(holder), iso: false } } : {}
}
