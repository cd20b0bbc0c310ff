import type { CountryCode } from '../../model/country.ts'
import type { StoredEvent } from '../../model/event.ts'
import type { ReleaseEdit } from '../../model/release.ts'
import type { DocumentEntry, DocumentSection, ReleaseDocument } from '../../model/release-document.ts'
import { countSentence } from './count-sentence.ts'
import { coverageWords, type HeardSource } from './coverage-words.ts'
import { countryHeading, countryName, inCustomaryOrder } from './customary-order.ts'
import { type PickedEvent, pickEvents } from './pick-events.ts'
import { type FigureNames, releaseFigures } from './release-figures.ts'
import type { ReleasePeriod } from './release-period.ts'
import { type EnglishTexts, wordEntry } from './word-entry.ts'

/** All that a release is made of. */
export interface Ingredients {
  year: number
  number: number | null
  period: ReleasePeriod
  /** Standing events of the period, and those an editor included from elsewhere. */
  events: StoredEvent[]
  /** Events another release of the same number tells: each stands by itself. */
  pickedElsewhere: ReadonlySet<string>
  english(event: StoredEvent): EnglishTexts
  edits: ReleaseEdit[]
  /** Whose report it is. */
  sourceName(event: StoredEvent): string
  names: FigureNames
  heard: HeardSource[]
}

export interface Composed {
  document: ReleaseDocument
  /** Events an editor left out. */
  left: StoredEvent[]
}

/** An Information Release of a period. Pure: the same ingredients give the same document. */
export function composeRelease(ingredients: Ingredients): Composed {
  const { year, number, period, edits } = ingredients
  const { picked, left } = pickEvents(ingredients.events, ingredients)
  const byCountry = Map.groupBy(picked, ({ event }) => event.country)
  let ordinal = 0
  const sections = inCustomaryOrder(byCountry.keys()).map((country): DocumentSection => {
    const entries = moved(byCountry.get(country)!, edits)
    return {
      country,
      heading: countryHeading(country),
      name: countryName(country),
      entries: entries.map((each) => toEntry(each, ++ordinal, country, ingredients)),
    }
  })
  return {
    left,
    document: {
      version: 1,
      year,
      number,
      ...period,
      sentence: countSentence(period, sections),
      summary: lastOf(edits, 'SUMMARISED', null),
      sections,
      figures: releaseFigures(
        picked.map(({ event }) => event),
        ingredients.names,
      ),
      coverage: coverageWords(ingredients.heard),
    },
  }
}

/** Editors' places are taken in the order they were given. */
function moved(entries: PickedEvent[], edits: ReleaseEdit[]): PickedEvent[] {
  const ordered = [...entries]
  for (const { kind, eventId, value } of edits) {
    const at = kind === 'MOVED' ? ordered.findIndex(({ event }) => event.id === eventId) : -1
    if (at < 0) continue
    const [entry] = ordered.splice(at, 1)
    ordered.splice(Math.min(Math.max(Number(value) - 1, 0), ordered.length), 0, entry!)
  }
  return ordered
}

function toEntry(
  { event, others }: PickedEvent,
  ordinal: number,
  country: CountryCode,
  { english, edits, sourceName }: Ingredients,
): DocumentEntry {
  const text = wordEntry(event, english(event))
  return {
    ordinal,
    eventId: event.id,
    country,
    ...text,
    title: lastOf(edits, 'RETITLED', event.id) ?? text.title,
    url: webAddress(event.url),
    source: sourceName(event),
    // A day that no one told is not printed as if someone had.
    publishedOn: event.publishedPrecision === 'INFERRED' ? null : event.publishedOn,
    language: event.language,
    alsoReported: others.flatMap((other) => {
      const address = webAddress(other.url)
      return address ? [{ url: address, source: sourceName(other) }] : []
    }),
  }
}

function lastOf(edits: ReleaseEdit[], kind: ReleaseEdit['kind'], eventId: string | null): string | null {
  return edits.findLast((edit) => edit.kind === kind && edit.eventId === eventId)?.value ?? null
}

/** The address without our own mark of an entry whose source printed no more than a host. */
function webAddress(url: string): string | null {
  return /^https?:\/\//.test(url) ? url.replace(/#release-\d+-\d+-\d+$/, '') : null
}
