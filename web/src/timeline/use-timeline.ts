import { useMemo } from 'preact/hooks'
import { type Asked, useQuery } from '../api/use-query.ts'
import { settleMs } from '../filters/use-facets.ts'
import {
  type Dimension,
  type EventFilter,
  type Interval,
  TimelineDocument,
  type TimelineQuery,
} from '../generated/graphql.ts'
import { categoryName, countryName } from '../i18n/format.ts'
import { locale, t } from '../i18n/locale.ts'

export type Split = 'COUNTRY' | 'CATEGORY' | 'SUBSTANCE' | 'NONE'

export interface TimelineRow {
  /** First day of the interval. */
  start: string
  key: string
  name: string
  events: number
  grams: number
}

export function timelineVariables(filter: EventFilter, split: Split, interval: Interval) {
  const by: Dimension[] = split === 'NONE' ? [] : [split]
  return { filter, by, interval, language: locale.value }
}

export function useTimeline(
  filter: EventFilter,
  split: Split,
  interval: Interval,
  { skip = false } = {},
): Asked<TimelineQuery> & { rows: TimelineRow[] | null } {
  const asked = useQuery(TimelineDocument, timelineVariables(filter, split, interval), {
    ...{ everyMs: 60_000, skip, settleMs },
  })
  const data = asked.answer?.data
  const language = locale.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are in the reader's language
  const rows = useMemo(() => (data ? rowsOf(data) : null), [data, language])
  return { ...asked, rows }
}

function rowsOf({ stats }: TimelineQuery): TimelineRow[] {
  return stats.flatMap(({ periodStart, country, category, substance, events, grams }) => {
    if (!periodStart) return []
    const key = country?.code ?? category ?? substance?.id ?? ''
    const name = country
      ? countryName(country.code)
      : category
        ? categoryName(category)
        : (substance?.name ?? t('total'))
    return [{ start: periodStart, key, name, events, grams }]
  })
}
