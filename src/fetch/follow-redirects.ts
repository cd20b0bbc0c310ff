import { SourceUnreachable } from '../model/errors.ts'
import type { Answer, Outgoing } from './exchange.ts'
import { unicodeHost } from './host-name.ts'

/** What any host may be told; everything else (keys, tokens, cookies) was meant for the first one. */
const harmless = /^(?:user-agent|accept|accept-language|accept-encoding|if-none-match|if-modified-since)$/

/**
 * Follows redirects one hop at a time. `visit` makes one request and `check` says whether the next address
 * may be asked at all (throws when not).
 */
export async function followRedirects(
  first: Outgoing,
  options: { maxRedirects: number; check(address: string): URL; visit(hop: Outgoing): Promise<Answer> },
): Promise<Answer> {
  const seen = new Set<string>()
  let hop = first
  for (;;) {
    seen.add(`${hop.method} ${hop.url.href}`)
    const answer = await options.visit(hop)
    const location = answer.headers.location
    if (![301, 302, 303, 307, 308].includes(answer.status) || !location) return answer

    const target = URL.parse(location, hop.url)
    const url = options.check(target ? target.href : location)
    url.hash = ''
    hop = nextHop(hop, url, answer.status)
    const host = unicodeHost(first.url.hostname)
    if (seen.has(`${hop.method} ${url.href}`))
      throw new SourceUnreachable(`${host}: redirects in a circle (${first.url.pathname}).`, {
        reason: 'redirect-loop',
      })
    if (seen.size > options.maxRedirects)
      throw new SourceUnreachable(
        `${host}: more than ${options.maxRedirects} redirects (${first.url.pathname}).`,
        {
          reason: 'too-many-redirects',
        },
      )
  }
}

function nextHop(hop: Outgoing, url: URL, status: number): Outgoing {
  const becomesGet = hop.method === 'POST' && status <= 303
  const headers =
    url.origin === hop.url.origin ? hop.headers : keep(hop.headers, (name) => harmless.test(name))
  return becomesGet
    ? { url, method: 'GET', headers: keep(headers, (name) => !name.startsWith('content-')) }
    : {
        ...hop,
        url,
        headers: hop.body === undefined ? headers : { ...contentHeaders(hop.headers), ...headers },
      }
}

/** A body that is sent again must say what it is. */
function contentHeaders(headers: Record<string, string>): Record<string, string> {
  return keep(headers, (name) => name === 'content-type')
}

function keep(headers: Record<string, string>, test: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => test(name)))
}
