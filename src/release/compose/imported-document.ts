import type { StoredEvent } from '../../model/event.ts'
import type { Release } from '../../model/release.ts'
import type { ReleaseDocument } from '../../model/release-document.ts'
import { countSentence } from './count-sentence.ts'
import { countryHeading, countryName, inCustomaryOrder } from './customary-order.ts'
import { type FigureNames, releaseFigures } from './release-figures.ts'

/** Another's release in the shape of ours: its own words and order, figures over the events it tells. */
export function importedDocument(
  { year, number, from, to, entries }: Release,
  events: StoredEvent[],
  names: FigureNames,
): ReleaseDocument {
  const byId = new Map(events.map((event) => [event.id, event]))
  const byCountry = Map.groupBy(entries, ({ country }) => country)
  const sections = inCustomaryOrder(byCountry.keys()).map((country) => ({
    country,
    heading: countryHeading(country),
    name: countryName(country),
    entries: byCountry.get(country)!.map(({ ordinal, eventId, title, paragraphs, url }) => {
      const event = byId.get(eventId ?? '')
      return {
        ...{ ordinal, eventId, country, title, paragraphs, url },
        source: URL.parse(url ?? '')?.hostname ?? '',
        publishedOn: event?.publishedOn ?? null,
        wording: 'RELEASE' as const,
        language: event?.language ?? 'en',
        alsoReported: [],
      }
    }),
  }))
  return {
    version: 1,
    ...{ year, number, from, to, sections },
    sentence: countSentence({ from, to }, sections),
    summary: null,
    figures: releaseFigures(events, names),
    coverage: [],
  }
}
