import { countryName, mass, memberStates, number } from '../i18n/format.ts'
import { plural, t } from '../i18n/locale.ts'
import { MapFigure } from '../map/map-figure.tsx'
import { MapLegend } from '../map/map-legend.tsx'
import { TimelineFigure } from '../timeline/timeline-figure.tsx'
import { CountryLegend } from './country-legend.tsx'
import { CountryTable } from './country-table.tsx'
import { kindName, releaseDays, releaseMap } from './figures-of.ts'
import { KindsFigure } from './kinds-figure.tsx'
import type { Release } from './use-release.ts'

/** Map, chart and tables of the period; sums hold single seizures only. */
export function ReleaseFigures({ release }: { release: Release }) {
  const { figures, from, to } = release
  const map = releaseMap(release)
  const days = releaseDays(figures.days, from, to)
  const countries = release.counts.map(({ country }) => country.code)
  return (
    <section id="figures" class="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">{t('figuresOfPeriod')}</h2>
      {[...map.states.keys()].some((code) => memberStates.includes(code)) && (
        <figure class="map-figure">
          <MapFigure figures={map} measure="events" frame="all" still />
          <MapLegend figures={map} measure="events" />
        </figure>
      )}
      {figures.categories.length > 0 && (
        <figure>
          <KindsFigure categories={figures.categories} />
          <CountryLegend title={t('eventsByKind')} countries={countries} />
        </figure>
      )}
      {days && (
        <figure>
          <TimelineFigure rows={days} measure="events" interval="DAY" still />
          <CountryLegend title={t('eventsByDay')} countries={countries} />
        </figure>
      )}
      <CountryTable
        caption={t('eventsByKind')}
        rows={figures.categories.map(({ category, country, events }) => ({
          name: t(`category_${category}`),
          country: country.code,
          value: events,
        }))}
        say={number}
      />
      <CountryTable
        caption={t('seizedBySubstance')}
        rows={figures.seizures.map(({ substance, country, grams }) => ({
          name: substance?.name ?? t('notNamed'),
          country: country.code,
          value: grams,
        }))}
        say={mass}
      />
      <CountryTable
        caption={t('alsoCounted')}
        rows={figures.counts.map(({ kind, country, value }) => ({
          name: kindName(kind),
          country: country.code,
          value,
        }))}
        say={number}
      />
      {map.regions.length > 0 && (
        <table class="release-regions">
          <caption>{t('regionsTitle')}</caption>
          <tbody>
            {map.regions.map(({ code, name, events }) => (
              <tr key={code}>
                <th scope="row">
                  {name} <small>{countryName(code.slice(0, 2))}</small>
                </th>
                <td class="number">{number(events)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="quiet">
        {t('figuresNote')}{' '}
        {figures.cumulativeStatements > 0 && plural('cumulativeLeft', figures.cumulativeStatements)}
      </p>
    </section>
  )
}
