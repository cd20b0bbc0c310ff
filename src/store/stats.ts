import { BadInput } from '../model/errors.ts'
import type { ExpandText } from '../model/expansion.ts'
import { askedSubstancesSql } from './counted-rows.ts'
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
  SUBSTANCE: { sql: 'substance', join: 'LEFT JOIN LATERAL unnest(e.substances) AS substance ON true' },
}

const units: Record<Interval, string> = {
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
}

/** The story of several reports, null for a report alone: most are, and telling those apart would take long. */
const joinedStory =
  'CASE WHEN e.story_id IN (SELECT j.story_id FROM events j WHERE j.story_id <> j.id) THEN e.story_id END'

/**
 * Counts and grams by any dimensions and an interval (ISO weeks; days are the source's own, or of `timeZone` where
 * one is named). By SUBSTANCE an amount belongs to its own substance only; else, with substances in the filter, only
 * their amounts are added.
 */
export async function stats(
  db: Db,
  { filter, by, interval, timeZone }: Parameters<EventStore['stats']>[0],
  expand: ExpandText,
): Promise<StatRow[]> {
  const params: unknown[] = []
  const where = filterSql(filter, params, { expand })
  const names = [...new Set(by)]
  const split = names.includes('SUBSTANCE')
  // A parameter that no condition names is refused.
  const amounts = amountsSql(split, split ? [] : askedSubstancesSql(filter, params))
  const keys = names.map((name) => `${dimensions[name].sql} AS ${name.toLowerCase()}`)
  if (interval) keys.push(`${periodSql(interval, timeZone, params)} AS period`)
  const groups = [...names.map((name) => name.toLowerCase()), ...(interval ? ['period'] : [])]
  const joins = [...names.map((name) => dimensions[name].join ?? ''), amounts.join]
  const rows = await db.query<Record<string, string | number | null>>(
    `WITH told AS (
       SELECT ${keys.map((key) => `${key}, `).join('')}${joinedStory} AS joined, count(*) AS reports,
         sum(${amounts.from}.seized_grams) AS grams, min(${amounts.from}.min_grams) AS least,
         max(${amounts.from}.max_grams) AS most
       FROM events e ${joins.join(' ')} WHERE ${where} GROUP BY ${[...groups, 'joined'].join(', ')}
     )
     SELECT ${groups.map((group) => `${group}, `).join('')}coalesce(sum(reports), 0)::bigint AS events,
       coalesce(sum(CASE WHEN joined IS NULL THEN reports ELSE 1 END), 0)::bigint AS stories,
       coalesce(sum(grams), 0) AS grams, min(least) AS min, max(most) AS max FROM told
     ${groups.length ? `GROUP BY ${groups.join(', ')} ORDER BY ${groups.map((g) => `${g}${g === 'period' ? '' : ' COLLATE "C"'} NULLS LAST`).join(', ')}` : ''}`,
    params,
  )
  return rows.map((row) => toStatRow(row, names))
}

/** Where grams are read from: the event's own sums, or its quantities where substances are told apart. */
function amountsSql(split: boolean, asked: string[]): { from: string; join: string } {
  if (!split && !asked.length) return { from: 'e', join: '' }
  const conditions = ['q.share_grams IS NOT NULL', ...asked]
  return {
    from: 'a',
    join: `LEFT JOIN (
      SELECT q.event_id${split ? ', q.substance AS named' : ''}, sum(q.share_grams) AS seized_grams,
        min(q.share_grams) AS min_grams, max(q.share_grams) AS max_grams
      FROM quantities q WHERE ${conditions.join(' AND ')} GROUP BY 1${split ? ', 2' : ''}
    ) a ON a.event_id = e.id${split ? ' AND a.named IS NOT DISTINCT FROM substance' : ''}`,
  }
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
