import { memberStates } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import type { TimelineRow } from './use-timeline.ts'

export interface Series {
  keys: string[]
  names: Map<string, string>
  colours: string[]
  rows: TimelineRow[]
}

const mostKeys = 8
const rest = '…'

/** At most eight colours tell apart; what is rarer goes together. Countries keep theirs, whatever is filtered. */
export function seriesOf(rows: TimelineRow[], measure: 'events' | 'grams'): Series {
  const totals = new Map<string, number>()
  for (const row of rows) totals.set(row.key, (totals.get(row.key) ?? 0) + row[measure])
  const countries = [...totals.keys()].every((key) => key === 'ZZ' || memberStates.includes(key))
  const byWeight = [...totals.keys()].sort((a, b) => totals.get(b)! - totals.get(a)!)
  const keys = countries
    ? [...memberStates, 'ZZ'].filter((key) => totals.has(key))
    : byWeight.slice(0, mostKeys)
  const names = new Map(rows.map(({ key, name }) => [key, name]))
  const kept = new Set(keys)
  const merged = rows.map((row) => (kept.has(row.key) ? row : { ...row, key: rest, name: t('other') }))
  const colours = keys.map(
    (key, index) => `var(--series-${countries ? [...memberStates, 'ZZ'].indexOf(key) : index})`,
  )
  if (byWeight.length > kept.size) {
    names.set(rest, t('other'))
    return { keys: [...keys, rest], names, colours: [...colours, 'var(--series-rest)'], rows: merged }
  }
  return { keys, names, colours, rows: merged }
}
