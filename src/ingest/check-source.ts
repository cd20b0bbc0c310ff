import type { Source } from '../connector/types.ts'
import { checkItems } from './check-items.ts'
import { type Choice, strategyOrder } from './choose-strategy.ts'
import { fetchPages } from './fetch-pages.ts'
import { emptyCheckpoint, readMemory } from './memory.ts'
import { meter } from './meter.ts'
import type { Ports } from './ports.ts'
import { readItems } from './read-items.ts'
import { unify } from './unify.ts'

export interface StrategyCheck {
  strategy: string
  works: boolean
  /** Items on the first pages of the list. */
  items: number
  /** Of those looked at closely. */
  events: { title: string; publishedAt: string; precision: string; url: string }[]
  rejections: { reason: string; detail: string; url: string | null }[]
  requests: number
  /** What went wrong, in words; null when it works. */
  problem: string | null
}

/** Items whose own page is read. */
const closely = 5

/** What each strategy of a source would yield now; stores nothing. */
export async function checkSource(
  source: Source,
  ports: Pick<Ports, 'fetcher' | 'understand' | 'parseDate' | 'clock' | 'log' | 'signal'>,
): Promise<StrategyCheck[]> {
  const checks: StrategyCheck[] = []
  for (const choice of strategyOrder(source, 0)) checks.push(await checkStrategy(choice, source, ports))
  return checks
}

async function checkStrategy(
  choice: Choice,
  source: Source,
  ports: Parameters<typeof checkSource>[1],
): Promise<StrategyCheck> {
  const { fetch, count } = meter(ports.fetcher)
  const ask = (request: Parameters<typeof fetch>[0]) =>
    fetch(request, { allowedHosts: source.hosts, signal: ports.signal })
  const check: StrategyCheck = {
    ...{
      strategy: choice.name,
      works: false,
      items: 0,
      events: [],
      rejections: [],
      requests: 0,
      problem: null,
    },
  }
  try {
    const checkpoint = emptyCheckpoint(source.id)
    const now = Math.floor(ports.clock.now().getTime() / 1_000)
    // One page tells whether the list can be read.
    const isOld = () => true
    const walk = { source, choice, checkpoint, memory: readMemory(checkpoint), now, fetch: ask, isOld }
    const pages = await fetchPages(walk)
    const { entries } = checkItems(choice.strategy, pages.entries, pages.responses[0]?.url ?? source.homepage)
    check.items = entries.length
    const wanted = entries.slice(0, closely).map((entry) => ({ entry, why: 'NEW' as const }))
    const { readings, unread } = await readItems(wanted, source, choice, ask)
    const { drafts, rejections } = await unify(readings, new Map(), { source, strategy: choice.name }, ports)
    check.events = drafts.map(({ title, publishedAt, publishedPrecision: precision, url }) => {
      return { title, publishedAt, precision, url }
    })
    check.rejections = rejections.map(({ rejection: { reason, detail, url } }) => ({ reason, detail, url }))
    check.problem = unread.find(({ error }) => error)?.error?.message ?? null
    check.works = check.problem === null
  } catch (error) {
    check.problem = error instanceof Error ? error.message : String(error)
  }
  return { ...check, requests: count.requests }
}
