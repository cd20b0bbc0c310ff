import type { StoredEvent } from '../../model/event.ts'
import type { ReleaseEdit, ReleaseEntry } from '../../model/release.ts'
import type { SourceFacts } from '../../model/source.ts'
import { coverageOf, maxCoverageDays } from '../../read/coverage.ts'
import { createSourceRegistry } from '../../read/source-registry.ts'
import type { Translator } from '../../read/translate/create-translator.ts'
import type { Store } from '../../store/types.ts'
import type { Ingredients } from './compose-release.ts'
import type { FigureNames } from './release-figures.ts'
import type { ReleasePeriod } from './release-period.ts'
import { isEnglish } from './word-entry.ts'

export interface GatherPorts {
  store: Pick<Store, 'events' | 'releases' | 'coverage'>
  /** Polled ones, and those whose names are told. */
  sources: SourceFacts[]
  translator: Translator | null
  names: FigureNames
  now(): Date
  /** After each step, in words. */
  onProgress?(done: number, total: number): void
}

const atOnce = 500

/** Reads all that a release of a period is made of. */
export async function gatherIngredients(
  { year, number, period, edits }: Pick<Ingredients, 'year' | 'number' | 'period' | 'edits'>,
  ports: GatherPorts,
): Promise<Ingredients> {
  const events = await eventsOf(period, edits, ports.store)
  const imported = await ports.store.releases.list({ origin: 'IMPORTED', year })
  const same = imported.filter((release) => release.number === number)
  const told = new Map(
    [...imported, ...same].flatMap(({ entries }) => entries.map((entry) => [entry.eventId, entry] as const)),
  )
  const machine = await translate(
    events.filter(({ id, language }) => !told.has(id) && !isEnglish(language)),
    ports,
  )
  const registry = createSourceRegistry(polled(ports.sources))
  return {
    ...{ year, number, period, edits, events },
    pickedElsewhere: new Set(same.flatMap(({ entries }) => entries.flatMap(({ eventId }) => eventId ?? []))),
    english: ({ id }) => ({ release: wordsOf(told.get(id)), machine: machine.get(id) ?? null }),
    sourceName: ({ sourceId, url }) => registry.get(sourceId)?.name ?? URL.parse(url)?.hostname ?? sourceId,
    names: ports.names,
    heard: await heardSources(period, ports),
  }
}

/** Standing events of the period, and those that editors included from elsewhere. */
async function eventsOf(
  period: ReleasePeriod,
  edits: ReleaseEdit[],
  { events }: Pick<Store, 'events'>,
): Promise<StoredEvent[]> {
  const found: StoredEvent[] = []
  let after: Parameters<typeof events.page>[0]['after']
  for (let hasMore = true; hasMore; ) {
    const page = await events.page({
      filter: { published: period },
      orderBy: 'PUBLISHED_ASC',
      limit: atOnce,
      after,
    })
    found.push(...present(await events.byIds(page.refs.map(({ id }) => id))))
    after = page.refs.at(-1)?.key
    hasMore = page.hasMore
  }
  const known = new Set(found.map(({ id }) => id))
  const included = edits.flatMap(({ kind, eventId }) => (kind === 'INCLUDED' ? (eventId ?? []) : []))
  const elsewhere = [...new Set(included)].filter((id) => !known.has(id))
  return [...found, ...present(await events.byIds(elsewhere))].filter(({ status }) => status === 'PUBLISHED')
}

function present(events: (StoredEvent | null)[]): StoredEvent[] {
  return events.filter((event) => event !== null)
}

function wordsOf(entry: ReleaseEntry | undefined): { title: string; paragraphs: string[] } | null {
  return entry && entry.paragraphs.length > 0 ? { title: entry.title, paragraphs: entry.paragraphs } : null
}

async function translate(
  events: StoredEvent[],
  { translator, onProgress }: GatherPorts,
): Promise<Map<string, { title: string; body: string }>> {
  const translated = new Map<string, { title: string; body: string }>()
  if (!translator) return translated
  const perRequest = 10
  for (let at = 0; at < events.length; at += perRequest) {
    const some = events.slice(at, at + perRequest)
    const answers = await translator.translate(some.map((event) => ({ event, to: 'en' })))
    for (const [i, answer] of answers.entries())
      if (!('unavailable' in answer)) translated.set(some[i]!.id, answer)
    onProgress?.(Math.min(at + perRequest, events.length), events.length)
  }
  return translated
}

async function heardSources({ from, to }: ReleasePeriod, ports: GatherPorts): Promise<Ingredients['heard']> {
  const { all } = createSourceRegistry(polled(ports.sources))
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  if (days > maxCoverageDays) return []
  const { sources } = await coverageOf(ports.store, all, { from, to }, ports.now())
  return sources.map(({ source, heardDays, silentDays }) => ({ name: source.name, heardDays, silentDays }))
}

/** Without those that stand for whatever came in a document. */
function polled(sources: SourceFacts[]): SourceFacts[] {
  return sources.filter(({ pollEverySeconds }) => pollEverySeconds > 0)
}
