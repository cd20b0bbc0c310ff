import { filters, toEventFilter } from '../address/filters.ts'
import { chooseView, viewSetting } from '../address/view-setting.ts'
import { Choice } from '../chrome/choice.tsx'
import { CopyGraphql } from '../chrome/copy-graphql.tsx'
import { CoverageStrip } from '../chrome/coverage-strip.tsx'
import { ScreenTitle } from '../chrome/screen-title.tsx'
import { Skeleton } from '../chrome/skeleton.tsx'
import { Trouble } from '../chrome/trouble.tsx'
import { FilterPanel } from '../filters/filter-panel.tsx'
import { useFacets } from '../filters/use-facets.ts'
import { TimelineDocument } from '../generated/graphql.ts'
import { t } from '../i18n/locale.ts'
import { seriesOf } from './series.ts'
import { TimelineFigure } from './timeline-figure.tsx'
import { TimelineTable } from './timeline-table.tsx'
import { timelineVariables, useTimeline } from './use-timeline.ts'

const measures = ['events', 'grams'] as const
const intervals = ['WEEK', 'DAY', 'MONTH', 'QUARTER', 'YEAR'] as const
const splits = ['COUNTRY', 'CATEGORY', 'SUBSTANCE', 'NONE'] as const
const splitNames = {
  COUNTRY: 'country',
  CATEGORY: 'category',
  SUBSTANCE: 'substance',
  NONE: 'splitNone',
} as const

export function TimelinePage() {
  const filter = toEventFilter(filters.value)
  const measure = viewSetting('measure', measures)
  const interval = viewSetting('interval', intervals)
  const split = viewSetting('by', splits)
  const { rows, answer, error, loading, reload } = useTimeline(filter, split, interval)
  const { facets } = useFacets(!loading)
  const series = rows && seriesOf(rows, measure)
  return (
    <div class="with-filters">
      <FilterPanel facets={facets} />
      <section class="figures">
        <div class="stream-head">
          <ScreenTitle title={t('timeline')} />
          <Choice
            legend={t('measure')}
            value={measure}
            options={[
              { value: 'events', name: t('byEvents') },
              { value: 'grams', name: t('byGrams'), hint: t('gramsHint') },
            ]}
            onChoose={(value) => chooseView('measure', value, measures)}
          />
          <Choice
            legend={t('interval')}
            value={interval}
            options={(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const).map((value) => ({
              value,
              name: t(value),
            }))}
            onChoose={(value) => chooseView('interval', value, intervals)}
          />
          <Choice
            legend={t('splitBy')}
            value={split}
            options={splits.map((value) => ({ value, name: t(splitNames[value]) }))}
            onChoose={(value) => chooseView('by', value, splits)}
          />
          <CopyGraphql document={TimelineDocument} variables={timelineVariables(filter, split, interval)} />
        </div>
        <CoverageStrip note={answer?.coverage} />
        {error && <Trouble error={error} retry={reload} />}
        {!rows && !error && <Skeleton rows={6} />}
        {rows?.length === 0 && <p class="quiet pad">{t('nothingHere')}</p>}
        {series && rows.length > 0 && (
          <>
            <figure>
              <TimelineFigure rows={rows} measure={measure} interval={interval} />
              <figcaption class="legend">
                {series.keys.length > 1 &&
                  series.keys.map((key, index) => (
                    <span key={key} class="nowrap">
                      <i class="swatch" style={{ background: series.colours[index] }} aria-hidden="true" />{' '}
                      {series.names.get(key)}
                    </span>
                  ))}
                {(split === 'CATEGORY' || split === 'SUBSTANCE') && (
                  <span class="quiet">{t('countedInEach')}</span>
                )}
                {measure === 'grams' && <span class="quiet">{t('gramsHint')}</span>}
              </figcaption>
            </figure>
            <TimelineTable series={series} measure={measure} interval={interval} />
          </>
        )}
      </section>
    </div>
  )
}
