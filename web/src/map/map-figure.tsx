import { filters, noFilters, toggle } from '../address/filters.ts'
import { useMedia } from '../chrome/use-media.ts'
import { countryName, mass, number } from '../i18n/format.ts'
import { plural, t } from '../i18n/locale.ts'
import { type Frame, shapesFor } from './shapes.ts'
import type { Figures, MapFigures, Measure } from './use-map-figures.ts'

interface Props {
  figures: MapFigures
  measure: Measure
  frame: Frame
  small?: boolean
  /** Shows its own figures and filters nothing. */
  still?: boolean
}

/** States coloured, regions as circles by area. A picture: the tables beside it say the same in words. */
export function MapFigure({ figures, measure, frame, small = false, still = false }: Props) {
  const phone = useMedia('(max-width: 639px)')
  const shapes = shapesFor(frame, small || phone ? 360 : 960)
  const inStates = [...figures.states].filter(([code]) => code !== 'ZZ').map(([, each]) => each[measure])
  const most = Math.max(1, ...inStates)
  const mostInRegion = Math.max(1, ...figures.regions.map((region) => region[measure]))
  const radius = (value: number) => Math.sqrt(value / mostInRegion) * (small ? 7 : phone ? 14 : 24)
  const { countries, regions } = still ? noFilters : filters.value
  const say = (each: Figures | undefined) => (still ? plural('events', each?.events ?? 0) : told(each))
  return (
    <svg
      class={still ? 'map is-still' : 'map'}
      viewBox={`0 0 ${shapes.width} ${shapes.height}`}
      role="img"
      aria-label={t('mapLabel', { measure: t(measure === 'events' ? 'byEvents' : 'byGrams') })}
    >
      <path class="around" d={shapes.around} />
      {shapes.states.map(({ code, path }) => {
        const value = figures.states.get(code)?.[measure] ?? 0
        const share = value === 0 ? 0 : 14 + 86 * Math.sqrt(value / most)
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table offers the same to the keyboard
          <path
            key={code}
            class={`state ${countries.includes(code) ? 'is-chosen' : ''}`}
            d={path}
            style={{ '--share': `${share.toFixed(0)}%` }}
            onClick={() => !still && toggle('countries', code)}
          >
            <title>{`${countryName(code)}: ${say(figures.states.get(code))}`}</title>
          </path>
        )
      })}
      {[...figures.regions]
        .sort((a, b) => b[measure] - a[measure])
        .map((region) => {
          const point = shapes.at(region.longitude, region.latitude)
          if (!point || region[measure] === 0) return null
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the table offers the same to the keyboard
            <circle
              key={region.code}
              class={`region ${regions.includes(region.code) ? 'is-chosen' : ''}`}
              cx={point[0]}
              cy={point[1]}
              r={Math.max(small || phone ? 1.5 : 3, radius(region[measure]))}
              onClick={() => !still && toggle('regions', region.code)}
            >
              <title>{`${region.name}: ${say(region)}`}</title>
            </circle>
          )
        })}
      {!small &&
        shapes.states.map(({ code, middle: [x, y] }) => (
          <text key={code} class="state-name" x={x} y={y}>
            {code}
          </text>
        ))}
    </svg>
  )
}

function told(figures: Figures | undefined): string {
  if (!figures) return plural('events', 0)
  return `${plural('events', figures.events)}, ${number(figures.stories)} ${t('stories').toLowerCase()}, ${mass(figures.grams)}`
}
