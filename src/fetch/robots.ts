import { isMatch, normalisePattern, normaliseTarget, type Pattern } from './robots-pattern.ts'

/** RFC 9309, 2.5: at least this much is read; the rest is left. */
export const maxRobotsBytes = 500 * 1024

export interface Robots {
  /** @param agent product token (`Bulletin`), or a whole user agent that begins with it */
  allowed(url: string, agent: string): boolean
  /** Addresses of the file's `Sitemap` lines. */
  sitemaps: string[]
}

interface Rule extends Pattern {
  allow: boolean
}

interface Group {
  agents: string[]
  rules: Rule[]
}

/** Reads a robots.txt as RFC 9309 says: never throws, what is no rule is skipped. */
export function parseRobots(text: string): Robots {
  const { groups, sitemaps } = readGroups(text)
  const rulesFor = (agent: string): Rule[] => {
    const named = groups.filter(({ agents }) => agents.includes(agent))
    return (named.length ? named : groups.filter(({ agents }) => agents.includes('*'))).flatMap(
      ({ rules }) => rules,
    )
  }
  return {
    sitemaps,
    allowed(url, agent) {
      const target = normaliseTarget(url)
      if (target === '/robots.txt') return true
      let best: Rule | null = null
      for (const rule of rulesFor(productToken(agent)))
        if (!best || rule.octets > best.octets || (rule.octets === best.octets && rule.allow))
          if (isMatch(rule, target)) best = rule
      return best?.allow ?? true
    },
  }
}

function readGroups(text: string): { groups: Group[]; sitemaps: string[] } {
  const groups: Group[] = []
  const sitemaps: string[] = []
  let current: Group | null = null
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const record = readRecord(line)
    if (!record) continue
    const { key, value } = record
    if (key === 'user-agent') {
      // A line that follows rules begins the next group; several in a row name one.
      if (!current || current.rules.length) {
        current = { agents: [], rules: [] }
        groups.push(current)
      }
      current.agents.push(agentToken(value))
    } else if (key === 'allow' || key === 'disallow') {
      current?.rules.push({ allow: key === 'allow', ...normalisePattern(value) })
    } else if (key === 'sitemap') sitemaps.push(value)
  }
  return { groups, sitemaps }
}

type Key = 'user-agent' | 'allow' | 'disallow' | 'sitemap'

/** Spellings met in the wild. */
const spellings: Record<string, Key> = {
  'user-agent': 'user-agent',
  useragent: 'user-agent',
  'user agent': 'user-agent',
  allow: 'allow',
  disallow: 'disallow',
  dissallow: 'disallow',
  dissalow: 'disallow',
  disalow: 'disallow',
  diasllow: 'disallow',
  disallaw: 'disallow',
  sitemap: 'sitemap',
  'site-map': 'sitemap',
}

/** `key: value # comment`; a colon that was forgotten is forgiven where one word follows the key. */
function readRecord(line: string): { key: Key; value: string } | null {
  const bare = line.replace(/#.*$/, '').trim()
  const colon = bare.indexOf(':')
  const [name, value] =
    colon >= 0
      ? [bare.slice(0, colon), bare.slice(colon + 1)]
      : (/^(\S+)[ \t]+(\S+)$/.exec(bare)?.slice(1) ?? [])
  const key = name && spellings[name.trim().toLowerCase()]
  return key ? { key, value: value!.trim() } : null
}

/** `*`, alone or before a blank, is everybody; else the name's leading letters. */
function agentToken(value: string): string {
  return /^\*(?:\s|$)/.test(value) ? '*' : productToken(value)
}

function productToken(agent: string): string {
  return (/^[a-z_-]+/i.exec(agent)?.[0] ?? agent).toLowerCase()
}
