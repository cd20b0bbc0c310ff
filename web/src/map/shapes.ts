import { neighbours, states } from 'virtual:member-states'
import { type GeoPermissibleObjects, geoConicEqualArea, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'

export type Frame = 'all' | 'south'

export interface Shapes {
  width: number
  height: number
  states: { code: string; path: string; middle: [number, number] }[]
  around: string
  /** Where a place lies on the picture; null outside of it. */
  at(longitude: number, latitude: number): [number, number] | null
}

const stateShapes = feature(states, states.objects.countries)
const neighbourShapes = feature(neighbours, neighbours.objects.countries)

/** Every state but Russia, whose width would leave the others no room. */
const southern: GeoPermissibleObjects = {
  type: 'FeatureCollection',
  features: stateShapes.features.filter(({ id }) => id !== 'RU'),
}

const drawn = new Map<string, Shapes>()

export function shapesFor(frame: Frame, width: number): Shapes {
  const key = `${frame} ${width}`
  const shapes = drawn.get(key) ?? draw(frame, width)
  drawn.set(key, shapes)
  return shapes
}

function draw(frame: Frame, width: number): Shapes {
  const height = Math.round(width * (frame === 'all' ? 0.56 : 0.5))
  const projection = geoConicEqualArea()
    .parallels(frame === 'all' ? [42, 66] : [38, 50])
    .rotate([frame === 'all' ? -98 : -64, 0])
    .fitExtent(
      [
        [6, 6],
        [width - 6, height - 6],
      ],
      frame === 'all' ? stateShapes : southern,
    )
    .clipExtent([
      [0, 0],
      [width, height],
    ])
  // Below half a pixel nobody sees the difference, and the page is drawn faster.
  const path = geoPath(projection).digits(1)
  return {
    width,
    height,
    around: path(neighbourShapes) ?? '',
    states: stateShapes.features.map((shape) => ({
      code: String(shape.id),
      path: path(shape) ?? '',
      middle: path.centroid(shape),
    })),
    at(longitude, latitude) {
      const point = projection([longitude, latitude])
      if (!point) return null
      const [x, y] = point
      return x >= 0 && y >= 0 && x <= width && y <= height ? [x, y] : null
    },
  }
}
