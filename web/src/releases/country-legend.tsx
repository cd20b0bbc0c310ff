import { memberStates } from '../i18n/format.ts'
import { inChart } from './figures-of.ts'

/** Colours of the countries as the charts have them. */
export function CountryLegend({ title, countries }: { title: string; countries: string[] }) {
  const places = [...memberStates, 'ZZ']
  const told = new Map(countries.map((code) => [inChart(code).key, inChart(code).name]))
  return (
    <figcaption class="legend">
      <span class="quiet">{title}</span>
      {places
        .filter((code) => told.has(code))
        .map((code) => (
          <span key={code} class="nowrap">
            <i
              class="swatch"
              style={{ background: `var(--series-${places.indexOf(code)})` }}
              aria-hidden="true"
            />{' '}
            {told.get(code)}
          </span>
        ))}
    </figcaption>
  )
}
