import { DateTime } from 'luxon'
import { BadInput } from '../model/errors.ts'
import type { Store } from '../store/types.ts'
import type { SourceView } from './source-registry.ts'

export interface CoverageDayView {
  day: string
  heard: boolean
  successes: number
  failures: number
}

export interface SourceCoverageView {
  source: SourceView
  complete: boolean
  heardDays: number
  silentDays: number
  days: CoverageDayView[]
}

export interface CoverageView {
  from: string
  to: string
  complete: boolean
  sources: SourceCoverageView[]
}

export const maxCoverageDays = 366

/** Which sources were heard on which days, `from` and `to` included. Throws `BadInput`. */
export async function coverageOf(
  store: Pick<Store, 'coverage'>,
  sources: SourceView[],
  { from, to }: { from: string; to: string },
  now: Date,
): Promise<CoverageView> {
  const length = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  if (length < 1) throw new BadInput('`to` lies before `from`.')
  if (length > maxCoverageDays)
    throw new BadInput(`The period has ${length} days; ${maxCoverageDays} is the most. Ask for it in parts.`)
  const visits = Map.groupBy(await store.coverage(from, to), (visit) => visit.sourceId)
  const rows = sources.map((source) => {
    const visited = new Map(visits.get(source.id)?.map((visit) => [visit.day, visit]))
    const today = DateTime.fromJSDate(now, { zone: source.timeZone ?? 'utc' }).toISODate()!
    const days = daysOf(from, to < today ? to : today).map((day) => {
      const { successes = 0, failures = 0 } = visited.get(day) ?? {}
      return { day, heard: successes > 0, successes, failures }
    })
    const heardDays = days.filter((day) => day.heard).length
    const silentDays = days.length - heardDays
    return { source, complete: silentDays === 0, heardDays, silentDays, days }
  })
  return { from, to, complete: rows.every((row) => row.complete), sources: rows }
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
