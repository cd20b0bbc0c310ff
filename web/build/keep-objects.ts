import type { GeometryObject } from 'topojson-specification'
import type { Atlas } from './member-states.ts'

/** A topology of some countries only, with the arcs they use; polygons that `keep` refuses are left out. */
export function keepObjects(
  topology: Atlas,
  ids: string[],
  keep: (topology: Atlas, polygon: number[][]) => boolean,
): Atlas {
  const chosen = topology.objects.countries.geometries
    .filter(({ id }) => ids.includes(String(id)))
    .map((geometry) => ({
      id: String(geometry.id),
      polygons: polygonsOf(geometry).filter((each) => keep(topology, each)),
    }))
  const used = [
    ...new Set(chosen.flatMap(({ polygons }) => polygons.flat(2)).map((arc) => (arc < 0 ? ~arc : arc))),
  ]
  const place = new Map(used.map((arc, index) => [arc, index]))
  const renumber = (arc: number) => (arc < 0 ? ~place.get(~arc)! : place.get(arc)!)
  const geometries = chosen.map(({ id, polygons }) => ({
    type: 'MultiPolygon' as const,
    id,
    arcs: polygons.map((rings) => rings.map((ring) => ring.map(renumber))),
  }))
  return {
    type: 'Topology',
    ...(topology.transform && { transform: topology.transform }),
    arcs: used.map((arc) => topology.arcs[arc]!),
    objects: { countries: { type: 'GeometryCollection', geometries } },
  }
}

function polygonsOf(geometry: GeometryObject): number[][][] {
  if (geometry.type === 'Polygon') return [geometry.arcs]
  if (geometry.type === 'MultiPolygon') return geometry.arcs
  return []
}
