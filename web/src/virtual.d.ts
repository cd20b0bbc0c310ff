declare module 'virtual:member-states' {
  import type { GeometryCollection, Topology } from 'topojson-specification'

  type Atlas = Topology<{ countries: GeometryCollection }>
  /** Ids are ISO 3166-1 alpha-2. */
  export const states: Atlas
  export const neighbours: Atlas
}
