import type { Interval } from '../generated/graphql.ts'
import { dayInShort, mass, number } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import type { Series } from './series.ts'

/** The figures in words, newest first. */
export function TimelineTable({
  series,
  measure,
  interval,
}: {
  series: Series
  measure: 'events' | 'grams'
  interval: Interval
}) {
  const say = (value: number) => (value === 0 ? '–' : measure === 'grams' ? mass(value) : number(value))
  const periods = Map.groupBy(series.rows, ({ start }) => start)
  const starts = [...periods.keys()].sort().reverse()
  const sum = (start: string, key: string) =>
    periods.get(start)!.reduce((total, row) => total + (row.key === key ? row[measure] : 0), 0)
  return (
    <details class="as-table">
      <summary>{t('table')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="scroll" tabIndex={0} aria-label={t('table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(interval)}</th>
              {series.keys.map((key) => (
                <th key={key} scope="col" class="number">
                  {series.names.get(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {starts.map((start) => (
              <tr key={start}>
                <th scope="row">{dayInShort(start)}</th>
                {series.keys.map((key) => (
                  <td key={key} class="number">
                    {say(sum(start, key))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
