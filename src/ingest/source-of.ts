import { canonicalUrl } from '../connector/canonical-url.ts'
import type { Source } from '../connector/types.ts'

/**
 * Which source an address belongs to: of those on its host, the one whose homepage shares the most of its
 * path (`polisia.kz/ru/…` is the Russian tree, not the root's). Null when no source has that host.
 */
export function sourceOf(address: string, sources: Source[]): Source | null {
  const url = canonicalUrl(address)
  if (!url) return null
  const { hostname, pathname } = new URL(url)
  const candidates = sources.filter(({ hosts }) => hosts.includes(hostname))
  const scored = candidates.map((source) => ({ source, score: score(source, hostname, pathname) }))
  return scored.sort((a, b) => b.score - a.score || (a.source.id < b.source.id ? -1 : 1))[0]?.source ?? null
}

/** The homepage's own host first, then the depth of its folder when the address lies in it. */
function score({ homepage }: Source, hostname: string, pathname: string): number {
  const home = new URL(homepage)
  const folders = home.pathname.split('/').filter(Boolean)
  const parts = pathname.split('/').filter(Boolean)
  const shared = folders.findIndex((folder, i) => parts[i] !== folder)
  const depth = shared === -1 ? folders.length : shared
  const bare = (host: string) => host.replace(/^www\./, '')
  const own = bare(home.hostname) === bare(hostname) ? 1_000 : 0
  // A folder that the address is not in speaks against the source; a shared part of it speaks for it.
  return own + depth - (depth < folders.length ? 0.5 * (folders.length - depth) : 0)
}
