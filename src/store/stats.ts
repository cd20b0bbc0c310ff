import { BadInput } from '../model/errors.ts'
import { askedSubstancesSql } from './counted-rows.ts'
import type { ExpandText } from './expand-search.ts'
import { filterSql } from './filter-sql.ts'
import type { Db, Dimension, EventStore, Interval, StatRow } from './types.ts'

/** How a dimension is read from `events e`: a column, or the members of an array joined in. */
const dimensions: Record<Dimension, { sql: string; join?: string }> = {
  COUNTRY: { sql: 'e.country' },
  SOURCE: { sql: 'e.source_id' },
  LANGUAGE: { sql: 'e.language' },
  // The main region only: grams of an event with two places cannot be told apart.
  REGION: { sql: 'e.region' },
  // An event of two categories is in both rows, with its grams.
  CATEGORY: { sql: 'category', join: 'LEFT JOIN LATERAL unnest(e.categories) AS category ON true' },
  SUBSTANCE: {
    sql: 'member.substance',
    join: `LEFT JOIN LATERAL (
    SELECT unnest(e.substances) AS substance UNION SELECT q.substance FROM quantities q
    WHERE q.event_id = e.id AND q.share_grams IS NOT NULL) AS member ON true`,
  },
}

const units: Record<Interval, string> = {
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
}

/**
 * Counts and grams by any dimensions and an interval (ISO weeks; days are the source's own, or of `timeZone` where
 * one is named). By SUBSTANCE, or with substances in the filter, an amount belongs to its own substance only.
 */
export async function stats(
  db: Db,
  { filter, by, interval, timeZone }: Parameters<EventStore['stats']>[0],
  expand: ExpandText,
): Promise<StatRow[]> {
  const params: unknown[] = []
  const where = filterSql(filter, params, { expand })
  const asked = askedSubstancesSql(filter, params)
  const split = by.includes('SUBSTANCE')
  const grams = split || asked.length ? 'q.share_grams' : 'q.whole_grams'
  const own = split ? ['q.substance IS NOT DISTINCT FROM k.substance'] : []
  const names = [...new Set(by)]
  const keys = names.map((name) => `${dimensions[name].sql} AS ${name.toLowerCase()}`)
  if (interval) keys.push(`${periodSql(interval, timeZone, params)} AS period`)
  const groups = [...names.map((name) => `k.${name.toLowerCase()}`), ...(interval ? ['k.period'] : [])]
  const rows = await db.query<Record<string, string | number | null>>(
    `WITH k AS (
       SELECT e.id, e.story_id${keys.map((key) => `, ${key}`).join('')}
       FROM events e ${names.map((name) => dimensions[name].join ?? '').join(' ')} WHERE ${where}
     )
     SELECT ${groups.map((group) => `${group}, `).join('')}count(DISTINCT k.id) AS events,
       count(DISTINCT k.story_id) AS stories,
       coalesce(sum(${grams}), 0) AS grams, min(${grams}) AS min, max(${grams}) AS max
     FROM k LEFT JOIN quantities q ON ${['q.event_id = k.id', `${grams} IS NOT NULL`, ...own, ...asked].join(' AND ')}
     ${groups.length ? `GROUP BY ${groups.join(', ')} ORDER BY ${groups.map((g) => `${g} NULLS LAST`).join(', ')}` : ''}`,
    params,
  )
  return rows.map((row) => toStatRow(row, names))
}

function periodSql(interval: Interval, timeZone: string | undefined, params: unknown[]): string {
  const unit = units[interval]
  if (timeZone === undefined) return `date_trunc('${unit}', e.published_on::timestamp)::date`
  checkTimeZone(timeZone)
  return `date_trunc('${unit}', e.published_at AT TIME ZONE $${params.push(timeZone)}::text)::date`
}

function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw new BadInput(`"${timeZone}" is not a time zone. Use a name such as Asia/Almaty.`)
  }
}

function toStatRow(row: Record<string, string | number | null>, names: Dimension[]): StatRow {
  const number = (name: string) => row[name] as number
  return {
    keys: Object.fromEntries(names.map((name) => [name, row[name.toLowerCase()] as string | null])),
    periodStart: (row.period as string | undefined) ?? null,
    events: number('events'),
    stories: number('stories'),
    grams: number('grams'),
    min: row.min as number | null,
    max: row.max as number | null,
  }
}
