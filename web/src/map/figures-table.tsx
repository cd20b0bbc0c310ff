import { filters, toggle } from '../address/filters.ts'
import { countryName, mass, number } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import type { Figures, MapFigures, Measure } from './use-map-figures.ts'

interface Row extends Figures {
  code: string
  name: string
}

/** What the map shows, in words; a row filters as a click on the map does. */
export function FiguresTable({ figures, measure }: { figures: MapFigures; measure: Measure }) {
  const states = [...figures.states].map(([code, each]) => ({ code, name: countryName(code), ...each }))
  return (
    <div class="tables">
      <Rows caption={t('states')} list="countries" rows={sorted(states, measure)} />
      <Rows caption={t('regionsTitle')} list="regions" rows={sorted(figures.regions, measure)} />
    </div>
  )
}

function sorted(rows: Row[], measure: Measure): Row[] {
  return [...rows].sort((a, b) => b[measure] - a[measure] || a.name.localeCompare(b.name))
}

function Rows({ caption, list, rows }: { caption: string; list: 'countries' | 'regions'; rows: Row[] }) {
  const most = Math.max(1, ...rows.map(({ events }) => events))
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t(list === 'countries' ? 'country' : 'region')}</th>
          <th scope="col" class="number">
            {t('byEvents')}
          </th>
          <th scope="col" class="number stories">
            {t('stories')}
          </th>
          <th scope="col" class="number" title={t('gramsHint')}>
            {t('SEIZED')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, events, stories, grams }) => (
          <tr key={code}>
            <th scope="row">
              <button
                type="button"
                class="plain"
                aria-pressed={filters.value[list].includes(code)}
                title={t('pick', { what: name })}
                onClick={() => toggle(list, code)}
              >
                {name} <small>{code}</small>
              </button>
              <span class="bar" aria-hidden="true" style={{ width: `${(events / most) * 100}%` }} />
            </th>
            <td class="number">{number(events)}</td>
            <td class="number stories">{number(stories)}</td>
            <td class="number">{grams > 0 ? mass(grams) : '–'}</td>
          </tr>
        ))}
        {!rows.length && (
          <tr>
            <td colSpan={4}>{t('nothingHere')}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
