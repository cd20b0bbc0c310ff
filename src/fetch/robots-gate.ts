import { LRUCache } from 'lru-cache'
import type { Clock } from '../model/clock.ts'
import { RequestRefused, SourceChanged, SourceUnreachable } from '../model/errors.ts'
import { decodeBody } from './charset.ts'
import type { Answer } from './exchange.ts'
import { unicodeHost } from './host-name.ts'
import { maxRobotsBytes, parseRobots, type Robots } from './robots.ts'
import { robotsAgent } from './user-agent.ts'

/** RFC 9309: not longer than this without asking again, unless the site cannot be reached. */
const freshMs = 24 * 3600 * 1000
/** An old copy serves an unreachable site this long. */
const usableMs = 30 * 24 * 3600 * 1000

interface Kept {
  robots: Robots
  at: number
}

/** Throws `RequestRefused` where robots.txt forbids the address, `SourceUnreachable` where nobody can tell. */
export type RobotsGate = (url: URL, read: (robotsUrl: URL) => Promise<Answer>) => Promise<void>

/** @param read makes the request, redirects followed; any status is an answer */
export function createRobotsGate({ clock }: { clock: Clock }): RobotsGate {
  const kept = new LRUCache<string, Kept>({ max: 1_000 })
  const running = new Map<string, Promise<Robots>>()

  async function load(origin: string, read: (url: URL) => Promise<Answer>): Promise<Robots> {
    const now = clock.now().getTime()
    const old = kept.get(origin)
    if (old && now - old.at < freshMs) return old.robots
    try {
      const robots = toRobots(await read(new URL('/robots.txt', origin)))
      kept.set(origin, { robots, at: now })
      return robots
    } catch (error) {
      // A redirect that leads to a foreign host, in circles, or to something that is no text: as good as none.
      if (isUnavailable(error)) {
        const robots = parseRobots('')
        kept.set(origin, { robots, at: now })
        return robots
      }
      if (old && now - old.at < usableMs) return old.robots
      throw error
    }
  }

  return async (url, read) => {
    let loading = running.get(url.origin)
    if (!loading) {
      loading = load(url.origin, read).finally(() => running.delete(url.origin))
      running.set(url.origin, loading)
    }
    const robots = await loading
    if (!robots.allowed(url.href, robotsAgent))
      throw new RequestRefused(
        `${unicodeHost(url.hostname)}: its robots.txt asks programs not to read ${url.pathname}; not read.`,
      )
  }
}

/** RFC 9309, 2.3.1: 2xx is read, 4xx allows everything; 5xx was thrown before it came here. */
function toRobots({ status, bytes, headers }: Answer): Robots {
  if (status < 200 || status > 299) return parseRobots('')
  return parseRobots(decodeBody(bytes.subarray(0, maxRobotsBytes), headers['content-type']).text)
}

function isUnavailable(error: unknown): boolean {
  if (error instanceof RequestRefused || error instanceof SourceChanged) return true
  return error instanceof SourceUnreachable && /redirect/.test(error.reason)
}
