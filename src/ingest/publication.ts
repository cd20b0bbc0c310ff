import { DateTime } from 'luxon'
import type { EventDraft, StoredEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import type { SourceFacts } from '../model/source.ts'
import type { DateFinding } from '../model/understanding.ts'
import type { parseDate as ParseDate } from '../understand/index.ts'

export type Publication = Pick<EventDraft, 'publishedAt' | 'publishedPrecision' | 'publishedOn'>

/** No site of the region is older; CMS defaults such as 1970-01-01 are no dates of news. */
const earliest = '1990-01-01'

/** When the site says that the item was published; null where it says nothing that can be read as a date. */
export function printedPublication(
  { publishedAt, dateFormat }: Item,
  { language, timeZone }: Pick<SourceFacts, 'language' | 'timeZone'>,
  fetchedAt: string,
  parseDate: typeof ParseDate,
): Publication | null {
  if (!publishedAt?.trim()) return null
  const found = dateFormat
    ? byFormat(publishedAt.trim(), dateFormat, { language, timeZone })
    : parseDate(publishedAt, { language, timeZone, reference: new Date(fetchedAt) })
  if (!found || found.date < earliest) return null
  return { publishedAt: iso(found.instant), publishedPrecision: found.precision, publishedOn: found.date }
}

/** Where two readings give one instant, the first one knew how precise it was printed. */
export function asFirstRead(printed: Publication, known: StoredEvent | null): Publication {
  return known?.publishedAt === printed.publishedAt && known.publishedPrecision !== 'INFERRED'
    ? known
    : printed
}

/** How far back a day named in a text can be the day it was published. */
const inferenceDays = 45

/**
 * A stand-in for a date that the site does not print: what was stored before, else the latest day the text
 * names before it was first seen, else that moment. Always marked INFERRED unless it was printed once.
 */
export function inferredPublication(
  dates: DateFinding[],
  known: StoredEvent | null,
  fetchedAt: string,
  timeZone: string,
): Publication {
  if (known) return known
  const seen = DateTime.fromISO(fetchedAt, { zone: timeZone })
  const [oldest, newest] = [seen.minus({ days: inferenceDays }).toISODate()!, seen.toISODate()!]
  const named = dates
    .map(({ date }) => date)
    .filter(({ precision, end }) => end === null && !['YEAR', 'MONTH'].includes(precision))
    .filter(({ date }) => oldest <= date && date < newest)
    .sort((a, b) => (a.date < b.date ? 1 : -1))[0]
  return {
    publishedAt: named ? iso(named.instant) : seen.toUTC().toISO()!,
    publishedPrecision: 'INFERRED',
    publishedOn: named?.date ?? newest,
  }
}

function byFormat(text: string, format: string, site: Pick<SourceFacts, 'language' | 'timeZone'>) {
  const at = DateTime.fromFormat(text, format, { zone: site.timeZone, locale: site.language, setZone: false })
  if (!at.isValid) return null
  const precision = /s/.test(format) ? 'SECOND' : /[Hh]/.test(format) ? 'MINUTE' : 'DAY'
  return { instant: at.toUTC().toISO()!, date: at.toISODate()!, precision } as const
}

function iso(instant: string): string {
  return new Date(instant).toISOString()
}
