import { setImmediate as nextTurn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { EventDraft, StoredEvent } from '../model/event.ts'
import type { EventFilter } from '../model/filter.ts'
import type { LearnedSource, SourceFacts } from '../model/source.ts'
import type { Understanding } from '../model/understanding.ts'
import type { PageKey } from '../store/types.ts'
import { reassignStories } from './reassign-stories.ts'
import type {
  UnderstandAgainOptions,
  UnderstandAgainPorts,
  UnderstandAgainProgress,
} from './understand-again.ts'

const batch = 100

/** Stored events read by the newer rules; counts into `progress` and yields after every batch. */
export async function* rereadEvents(
  progress: UnderstandAgainProgress,
  { since, sourceIds, dryRun = false, all = false }: UnderstandAgainOptions,
  ports: UnderstandAgainPorts,
): AsyncGenerator<void> {
  const { store, rules, signal } = ports
  const facts: Facts = new Map(
    [...(ports.others ?? []), ...ports.sources].map((source) => [source.id, source]),
  )
  const filter: EventFilter = {
    published: { from: since.toISOString() },
    ...(sourceIds && { sources: sourceIds }),
  }
  progress.total = await store.events.count(filter)
  let after: PageKey | undefined
  for (let hasMore = true; hasMore; ) {
    signal?.throwIfAborted()
    const page = await store.events.page({ filter, orderBy: 'PUBLISHED_ASC', limit: batch, after })
    const events = (await store.events.byIds(page.refs.map(({ id }) => id))).filter((event) => event !== null)
    await learn(events, facts, store)
    const due = events.filter((event) => all || event.understanding.rules !== rules)
    const { changed, same } = await read(due, facts, progress, ports)
    if (!dryRun) {
      for (const [sourceId, drafts] of Map.groupBy(changed, (draft) => draft.sourceId))
        await store.commit({
          sourceId,
          drafts,
          stories: await reassignStories(drafts, store.events),
          reason: 'UNDERSTOOD_AGAIN',
          at: ports.clock.now().toISOString(),
        })
      if (same.length > 0) await store.events.confirm(same, rules)
    }
    progress.seen += events.length
    progress.skipped += events.length - due.length
    progress.revised += changed.length
    progress.offTopic += changed.filter(({ understanding }) => !understanding.relevance.relevant).length
    after = page.refs.at(-1)?.key
    hasMore = page.hasMore
    yield
  }
}

/** What the rules are told of a source. */
type Understood = Pick<SourceFacts, 'country' | 'language'> & Pick<LearnedSource, 'scope' | 'timeZone'>
type Facts = Map<string, Understood>

/** Adds what peers tell of sources that no connector describes. */
async function learn(
  events: StoredEvent[],
  facts: Facts,
  store: UnderstandAgainPorts['store'],
): Promise<void> {
  const unknown = [...new Set(events.map(({ sourceId }) => sourceId))].filter((id) => !facts.has(id))
  if (unknown.length === 0) return
  for (const source of await store.learnedSources.byIds(unknown)) if (source) facts.set(source.id, source)
}

async function read(
  events: StoredEvent[],
  facts: Facts,
  progress: UnderstandAgainProgress,
  ports: UnderstandAgainPorts,
): Promise<{ changed: EventDraft[]; same: string[] }> {
  const changed: EventDraft[] = []
  const same: string[] = []
  for (const event of events) {
    await nextTurn()
    try {
      const understanding = understandStored(event, facts.get(event.sourceId), ports)
      if (isSame(understanding, event.understanding)) same.push(event.id)
      else changed.push(toDraft(event, understanding, facts.get(event.sourceId)))
    } catch (error) {
      progress.failed++
      ports.log.error({ event: event.id, url: event.url, err: error }, 'an event could not be read again')
    }
  }
  return { changed, same }
}

function understandStored(
  { title, body, publishedAt }: StoredEvent,
  source: Understood | undefined,
  { understand }: UnderstandAgainPorts,
): Understanding {
  const { country, language, scope, timeZone } = source ?? {}
  return understand({
    title,
    text: body,
    source: { country, language, scope: scope ?? undefined, timeZone: timeZone ?? undefined },
    publishedAt,
  })
}

/** As the database gives it back: without what JSON leaves out. */
function isSame(now: Understanding, before: Understanding): boolean {
  return isDeepStrictEqual({ ...JSON.parse(JSON.stringify(now)), rules: '' }, { ...before, rules: '' })
}

function toDraft(
  { seq, revision, status, collectedAt, updatedAt, storyId, ...event }: StoredEvent,
  understanding: Understanding,
  source: Understood | undefined,
): EventDraft {
  const { tag } = understanding.language
  return {
    ...event,
    understanding,
    language: tag === 'und' ? event.language : tag,
    country: understanding.country ?? source?.country ?? event.country,
  }
}
