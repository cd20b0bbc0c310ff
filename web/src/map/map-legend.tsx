import { mass, number } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import type { MapFigures, Measure } from './use-map-figures.ts'

export function MapLegend({ figures, measure }: { figures: MapFigures; measure: Measure }) {
  const say = measure === 'grams' ? mass : number
  const most = Math.max(
    0,
    ...[...figures.states].filter(([code]) => code !== 'ZZ').map(([, each]) => each[measure]),
  )
  const inRegion = Math.max(0, ...figures.regions.map((region) => region[measure]))
  return (
    <figcaption class="legend">
      <span>
        {t('states')}{' '}
        <span class="nowrap">
          {say(0)} <i class="ramp" aria-hidden="true" /> {say(most)}
        </span>
      </span>
      <span>
        {t('regionsTitle')} <i class="bubble" aria-hidden="true" /> ≤ {say(inRegion)}
      </span>
      {measure === 'grams' && <span class="quiet">{t('gramsHint')}</span>}
    </figcaption>
  )
}
