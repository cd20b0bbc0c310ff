import { useMemo } from 'preact/hooks'
import { type Asked, useQuery } from '../api/use-query.ts'
import { settleMs } from '../filters/use-facets.ts'
import { type EventFilter, MapDocument, type MapQuery } from '../generated/graphql.ts'
import { locale } from '../i18n/locale.ts'

export type Measure = 'events' | 'grams'

export interface Figures {
  events: number
  stories: number
  grams: number
}

export interface RegionFigures extends Figures {
  code: string
  name: string
  latitude: number
  longitude: number
}

export interface MapFigures {
  states: Map<string, Figures>
  /** Those with events, largest first by events. */
  regions: RegionFigures[]
}

export function useMapFigures(
  filter: EventFilter,
  { skip = false } = {},
): Asked<MapQuery> & { figures: MapFigures | null } {
  const asked = useQuery(MapDocument, { filter, language: locale.value }, { everyMs: 60_000, skip, settleMs })
  const data = asked.answer?.data
  const figures = useMemo(() => (data ? figuresOf(data) : null), [data])
  return { ...asked, figures }
}

function figuresOf({ states, inRegions, regions }: MapQuery): MapFigures {
  const places = new Map(regions.map((region) => [region.code, region]))
  return {
    states: new Map(
      states.flatMap(({ country, ...figures }) => (country ? [[country.code, figures] as const] : [])),
    ),
    regions: inRegions
      .flatMap(({ region, ...figures }) => {
        const place = region && places.get(region)
        return place ? [{ ...place, ...figures }] : []
      })
      .sort((a, b) => b.events - a.events),
  }
}
