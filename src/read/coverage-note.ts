import { noSingleCountry } from '../model/country.ts'
import type { EventFilter, InstantRange } from '../model/filter.ts'
import type { SourceHealth } from '../model/source.ts'
import type { Store } from '../store/types.ts'
import { coverageOf, maxCoverageDays } from './coverage.ts'
import type { Loaders } from './loaders.ts'
import type { SourceView } from './source-registry.ts'

/** What an answer has to say about the sources it rests on; goes into `extensions.coverage`. */
export interface CoverageNote {
  complete: false
  sources: SilentSource[]
}

export interface SilentSource {
  id: string
  status: SourceHealth['status']
  since: string | null
  /** Days of the period asked about on which no visit succeeded; absent where none was named. */
  silentDays?: number
  /** Code of its last error. */
  error?: string
}

interface Ports {
  store: Store
  load: Loaders
  sources: SourceView[]
  now: Date
}

/** More different questions than these in one request share one note over all time. */
const maxQuestions = 10

/** Null when every source that the questions reach was heard throughout. */
export async function coverageNote(asked: EventFilter[], ports: Ports): Promise<CoverageNote | null> {
  const questions = new Map(asked.map((filter) => [JSON.stringify(subjectOf(filter)), filter]))
  const filters = questions.size > maxQuestions ? [{}] : [...questions.values()]
  const found = (await Promise.all(filters.map((filter) => silentSources(filter, ports)))).flat()
  if (!found.length) return null
  const byId = new Map<string, SilentSource>()
  for (const source of found) {
    const known = byId.get(source.id)
    if ((known?.silentDays ?? -1) < (source.silentDays ?? 0)) byId.set(source.id, source)
  }
  return { complete: false, sources: [...byId.values()] }
}

const subjectOf = ({ published, sources, countries }: EventFilter) => ({ published, sources, countries })

async function silentSources(filter: EventFilter, ports: Ports): Promise<SilentSource[]> {
  const period = periodOf(filter, ports.now)
  const end = filter.published ? endOf(filter.published) : null
  const sources = ports.sources.filter((source) => reaches(filter, source))
  const [healths, silent] = await Promise.all([
    Promise.all(sources.map(({ id }) => ports.load.health.load(id))),
    period ? silentDays(period, sources, ports) : null,
  ])
  return healths
    .filter((health) => silent?.get(health.sourceId) || isTroubled(health, end))
    .map(({ sourceId, status, since, lastError }) => ({
      id: sourceId,
      status,
      since,
      ...(silent && { silentDays: silent.get(sourceId) ?? 0 }),
      ...(lastError && { error: lastError.code }),
    }))
}

/** Trouble that began after the period does not touch it. */
function isTroubled({ status, since }: SourceHealth, end: number | null): boolean {
  return status !== 'HEALTHY' && !(end !== null && since && end <= Date.parse(since))
}

/** Reports on a state come from its own sources and from those of no single state. */
function reaches({ sources, countries }: EventFilter, { id, country }: SourceView): boolean {
  if (sources && !sources.includes(id)) return false
  return !countries || country === noSingleCountry || countries.includes(country)
}

/** Days of a range that names its start; one too long to list is judged by health alone. */
function periodOf({ published }: EventFilter, now: Date): { from: string; to: string } | null {
  if (!published?.from) return null
  const end = Math.min(endOf(published) ?? now.getTime(), now.getTime())
  const from = published.from.slice(0, 10)
  const to = new Date(end - 1).toISOString().slice(0, 10)
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  return days >= 1 && days <= maxCoverageDays ? { from, to } : null
}

/** Epoch milliseconds after the range; a day given as its end is whole part of it. */
function endOf({ to }: InstantRange): number | null {
  return to ? Date.parse(to) + (to.includes('T') ? 0 : 86_400_000) : null
}

async function silentDays(
  period: { from: string; to: string },
  sources: SourceView[],
  { store, now }: Ports,
): Promise<Map<string, number>> {
  const { sources: rows } = await coverageOf(store, sources, period, now)
  return new Map(rows.map((row) => [row.source.id, row.silentDays]))
}
