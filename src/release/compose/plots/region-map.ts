import { createRequire } from 'node:module'
import { centroid, dot, geo, text } from '@observablehq/plot'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { ReleaseDocument } from '../../../model/release-document.ts'
import { countryName } from '../customary-order.ts'
import { type SvgPlot, svgPlot } from './svg-plot.ts'

/** ISO 3166-1 numeric, by which the geometry names states. */
const numeric: Record<string, string> = {
  '031': 'AZ',
  '398': 'KZ',
  '417': 'KG',
  '643': 'RU',
  '762': 'TJ',
  '795': 'TM',
  '860': 'UZ',
}

interface World extends Topology {
  objects: { countries: GeometryCollection<{ name: string }> }
}

let loaded: ReturnType<typeof loadStates> | null = null

function loadStates() {
  const world = createRequire(import.meta.url)('world-atlas/countries-110m.json') as World
  const { features } = feature(world, world.objects.countries)
  return { features, members: features.filter(({ id }) => numeric[String(id)]) }
}

/** Events on the map: states shaded by their number, circles where the region is known; null where there are none. */
export function regionMap({ sections, figures }: ReleaseDocument): SvgPlot | null {
  const events = new Map(sections.map(({ country, entries }) => [country, entries.length]))
  loaded ??= loadStates()
  const { features, members } = loaded
  if (!members.some(({ id }) => events.has(numeric[String(id)]!))) return null
  const countOf = ({ id }: { id?: string | number }) => events.get(numeric[String(id)] ?? '') ?? 0
  return svgPlot('Events by state and region', {
    width: 640,
    height: 330,
    projection: {
      type: 'conic-equal-area',
      parallels: [42, 62],
      rotate: [-88, 0],
      domain: { type: 'FeatureCollection', features: members },
    },
    color: { type: 'sqrt', domain: [0, Math.max(...events.values())], range: ['#e6edf3', '#8db3d1'] },
    r: { range: [0, 9] },
    marks: [
      geo(features, { fill: '#f3f4f6', stroke: '#ffffff', strokeWidth: 0.5 }),
      geo(members, {
        fill: countOf,
        stroke: '#ffffff',
        strokeWidth: 0.8,
        title: (each) => `${countryName(numeric[String(each.id)]!)}: ${countOf(each)}`,
      }),
      dot(figures.regions, {
        x: 'longitude',
        y: 'latitude',
        r: 'events',
        fill: '#d1495b',
        fillOpacity: 0.75,
        stroke: '#ffffff',
        strokeWidth: 0.6,
        title: ({ name, events: count }: (typeof figures.regions)[number]) => `${name}: ${count}`,
      }),
      text(
        members.filter((each) => countOf(each) > 0),
        centroid({
          text: (each: (typeof members)[number]) => `${numeric[String(each.id)]} ${countOf(each)}`,
          fill: '#10202f',
          stroke: '#ffffff',
          strokeWidth: 3,
          fontSize: 12,
          fontWeight: 700,
        }),
      ),
    ],
  })
}
