import type { Parsed, Source, SourceRequest, StrategyState } from '../connector/types.ts'
import type { Checkpoint } from '../model/source.ts'
import { assignStories } from './assign-stories.ts'
import { checkItems } from './check-items.ts'
import { type Choice, firstThatWorks, strategyOrder } from './choose-strategy.ts'
import { type ListEntry, toListEntry } from './list-entry.ts'
import type { Ports } from './ports.ts'
import { printedPublication } from './publication.ts'
import { readItems, type Unread } from './read-items.ts'
import { snapshotsOf } from './snapshots-of.ts'
import { toRejection } from './to-rejection.ts'
import { unify } from './unify.ts'

export interface BackfillProgress {
  pages: number
  added: number
  rejected: number
  /** Oldest publication instant met so far; null while pages print none. */
  oldest: string | null
  /** True when the walk goes on from where an earlier one was cut off. */
  resumed: boolean
  done: boolean
}

interface Position extends Omit<BackfillProgress, 'resumed'> {
  since: string
  strategy: string
  request: SourceRequest | null
  state: StrategyState
}

/**
 * Walks a source's list back to `since`, page by page; each page is stored together with the place to go on
 * from, so that a walk cut off at any instant resumes with the next page. Throws what the fetcher throws.
 */
export async function* backfill(source: Source, since: Date, ports: Ports): AsyncGenerator<BackfillProgress> {
  const key = `${source.id}#backfill`
  const stored = (await ports.store.checkpoints.get(key))?.state as unknown as Position | undefined
  const isSame = stored !== undefined && !stored.done && stored.since === since.toISOString()
  const { choice, position: start } = isSame ? resume(stored, source) : await begin(source, since, ports)
  let position = start
  while (position.request) {
    ports.signal?.throwIfAborted()
    position = await page(position, position.request, choice, source, key, ports)
    yield { ...position, resumed: isSame }
  }
  if (!position.done) yield { ...position, done: true, resumed: isSame }
}

function resume(position: Position, source: Source): { choice: Choice; position: Position } {
  const choices = strategyOrder(source, 0)
  return { choice: choices.find(({ name }) => name === position.strategy) ?? choices[0]!, position }
}

/** The first strategy whose list answers. */
async function begin(
  source: Source,
  since: Date,
  ports: Ports,
): Promise<{ choice: Choice; position: Position }> {
  return firstThatWorks(strategyOrder(source, 0), async (choice) => {
    const request = choice.strategy.first({}, source)
    const response = await ports.fetcher.fetch(request, { allowedHosts: source.hosts, signal: ports.signal })
    const { items } = choice.strategy.parse(response, source, {})
    checkItems(
      choice.strategy,
      items.map((item) => toListEntry(item, response)),
      request.url,
    )
    const nothing = { pages: 0, added: 0, rejected: 0, oldest: null, done: false, state: {} }
    return { choice, position: { ...nothing, since: since.toISOString(), strategy: choice.name, request } }
  })
}

async function page(
  position: Position,
  request: SourceRequest,
  choice: Choice,
  source: Source,
  key: string,
  ports: Ports,
): Promise<Position> {
  const { strategy, name } = choice
  const ask = (asked: SourceRequest) =>
    ports.fetcher.fetch(asked, { allowedHosts: source.hosts, signal: ports.signal })
  const response = await ask({ ...request, allowStatus: [...(request.allowStatus ?? []), 404, 410] })
  // Beyond the last page many sites answer 404.
  const isEnd = position.pages > 0 && response.status >= 400 && !strategy.mayBeEmpty
  const parsed: Parsed = isEnd ? { items: [] } : strategy.parse(response, source, position.state)
  const state = parsed.state ?? position.state
  const entries = parsed.items.map((item) => toListEntry(item, response))
  const dated = entries.map((entry) => ({ entry, at: instantOf(entry, source, ports) }))
  const wanted = dated.filter(({ at }) => at === null || at >= position.since).map(({ entry }) => entry)
  const { drafts, rejections, snapshots } = await readNew(wanted, choice, source, ask, ports)

  const instants = dated.flatMap(({ at }) => at ?? [])
  const oldest = [...instants, ...(position.oldest ? [position.oldest] : [])].sort()[0] ?? null
  const isBack = instants.length > 0 && instants.every((at) => at < position.since)
  // A kind that counts its own steps ends a poll's share of them, not the walk.
  const onward =
    parsed.next ?? (strategy.mayBeEmpty && entries.length > 0 ? strategy.first(state, source) : null)
  const next = isBack || onward?.url === request.url ? null : onward
  const at = ports.clock.now().toISOString()
  const after: Position = {
    ...position,
    pages: position.pages + 1,
    oldest,
    state,
    request: next,
    done: !next,
  }
  const result = await ports.store.commit({
    sourceId: source.id,
    drafts,
    stories: await assignStories(drafts, ports.store.events),
    rejections,
    snapshots,
    checkpoint: toCheckpoint(key, {
      ...after,
      added: position.added + drafts.length,
      rejected: position.rejected + rejections.length,
    }),
    at,
  })
  ports.log.debug({ source: source.id, strategy: name, page: request.url }, 'backfilled a page')
  return {
    ...after,
    added: position.added + result.added.length,
    rejected: position.rejected + rejections.length,
  }
}

/** Reads the items of a page that are not stored yet, however many their pages are. */
async function readNew(
  entries: ListEntry[],
  choice: Choice,
  source: Source,
  ask: Parameters<typeof readItems>[3],
  ports: Ports,
) {
  const stored = await ports.store.events.byIds(entries.map(({ id }) => id))
  const fresh = entries.filter((_, i) => stored[i] === null).map((entry) => ({ entry, why: 'NEW' as const }))
  const { readings, unread, gone } = await readItems(fresh, source, choice, ask)
  const unreachable = unread.find(({ error, retry }) => error && retry)
  // The walk must not go past what it could not read: it resumes with this page.
  if (unreachable?.error) throw unreachable.error
  const unified = await unify(readings, new Map(), { source, strategy: choice.name }, ports)
  const at = ports.clock.now().toISOString()
  const reject = ({ wanted, error }: Pick<Unread, 'wanted' | 'error'>) =>
    toRejection(
      source.id,
      wanted.entry,
      'UNREADABLE',
      error?.message ?? 'Its page is gone.',
      wanted.entry.item,
      at,
    )
  const rejections = [
    ...unified.rejections.map(({ rejection }) => rejection),
    ...unread.map(reject),
    ...gone.map((wanted) => reject({ wanted, error: null })),
  ]
  return { drafts: unified.drafts, rejections, snapshots: snapshotsOf(unified.drafts, readings) }
}

function instantOf({ item, response }: ListEntry, source: Source, { parseDate }: Ports): string | null {
  return printedPublication(item, source, response.fetchedAt, parseDate)?.publishedAt ?? null
}

function toCheckpoint(sourceId: string, position: Position): Checkpoint {
  return { sourceId, strategy: 0, state: { ...position }, validators: {}, watermark: null }
}
