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
import { MapDocument } from '../generated/graphql.ts'
import { locale, t } from '../i18n/locale.ts'
import { FiguresTable } from './figures-table.tsx'
import { MapFigure } from './map-figure.tsx'
import { MapLegend } from './map-legend.tsx'
import { useMapFigures } from './use-map-figures.ts'

const measures = ['events', 'grams'] as const
const frames = ['all', 'south'] as const

export function MapPage() {
  const filter = toEventFilter(filters.value)
  const measure = viewSetting('measure', measures)
  const frame = viewSetting('frame', frames)
  const { figures, answer, error, loading, reload } = useMapFigures(filter)
  const { facets } = useFacets(!loading)
  return (
    <div class="with-filters">
      <FilterPanel facets={facets} />
      <section class="figures">
        <div class="stream-head">
          <ScreenTitle title={t('map')} />
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
            legend={t('frame')}
            value={frame}
            options={[
              { value: 'all', name: t('frameAll') },
              { value: 'south', name: t('frameSouth') },
            ]}
            onChoose={(value) => chooseView('frame', value, frames)}
          />
          <CopyGraphql document={MapDocument} variables={{ filter, language: locale.value }} />
        </div>
        <CoverageStrip note={answer?.coverage} />
        {error && <Trouble error={error} retry={reload} />}
        {!figures && !error && <Skeleton rows={6} />}
        {figures && (
          <>
            <figure class="map-figure">
              <MapFigure figures={figures} measure={measure} frame={frame} />
              <MapLegend figures={figures} measure={measure} />
            </figure>
            <FiguresTable figures={figures} measure={measure} />
          </>
        )}
      </section>
    </div>
  )
}
