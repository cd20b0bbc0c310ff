import type { Understanding } from './understanding.ts'

/** Regions an event is found by: the main one, and those of every place where it happened. */
export function eventRegions({ region, places }: Pick<Understanding, 'region' | 'places'>): string[] {
  const happened = places.filter(({ happenedHere }) => happenedHere).map((place) => place.region)
  return [...new Set([region, ...happened].filter((code) => code != null))]
}
