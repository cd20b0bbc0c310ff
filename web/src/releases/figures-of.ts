import type { QuantityKind } from '../generated/graphql.ts'
import { countryName, memberStates } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import type { MapFigures } from '../map/use-map-figures.ts'
import type { TimelineRow } from '../timeline/use-timeline.ts'
import type { Release } from './use-release.ts'

/** The release on the map: each entry is one happening. */
export function releaseMap({ counts, figures }: Release): MapFigures {
  const grams = (code: string) =>
    figures.seizures.reduce((sum, row) => sum + (row.country.code === code ? row.grams : 0), 0)
  return {
    states: new Map(
      counts.map(({ country: { code }, events }) => [code, { events, stories: events, grams: grams(code) }]),
    ),
    regions: figures.regions
      .map(({ region, name, latitude, longitude, events }) => ({
        ...{ code: region, name, latitude, longitude, events, stories: events, grams: 0 },
      }))
      .sort((a, b) => b.events - a.events),
  }
}

/** A country as the charts tell it apart: those that are no member states go together. */
export function inChart(code: string): { key: string; name: string } {
  return memberStates.includes(code)
    ? { key: code, name: countryName(code) }
    : { key: 'ZZ', name: t('other') }
}

/** Days in a chart's rows; null where there is nothing to draw, or more days than could be told apart. */
export function releaseDays(
  days: Release['figures']['days'],
  from: string,
  to: string,
): TimelineRow[] | null {
  const most = 62
  if (!days.length || (Date.parse(to) - Date.parse(from)) / 86_400_000 >= most) return null
  return days.map(({ day, country: { code }, events }) => ({
    ...{ start: day, ...inChart(code), events, grams: 0 },
  }))
}

/** What was counted, without its number. */
export function kindName(kind: QuantityKind): string {
  return t(`kind_${kind}`)
}
