import { eventId } from '../../model/event-id.ts'
import type { Document } from './document-text.ts'
import type { ImportPorts } from './ports.ts'
import type { Told } from './to-draft.ts'
import type { ParsedRelease } from './types.ts'

/** Keeps the release as printed, each entry with its event. One without number or period has no place and is not kept. */
export async function saveRelease(
  parsed: ParsedRelease,
  told: Told[],
  { sha256 }: Document,
  { store, clock }: ImportPorts,
): Promise<void> {
  const { number, year, period, stated, entries, problems } = parsed
  if (number === null || year === null || period === null) return
  const [known] = await store.releases.list({ year, number, origin: 'IMPORTED' })
  if (known?.sha256 === sha256 && known.entries.length === entries.length) return
  await store.releases.save({
    year,
    number,
    origin: 'IMPORTED',
    ...period,
    publishedAt: null,
    sha256,
    stated,
    problems,
    updatedAt: clock.now().toISOString(),
    entries: entries.map(({ otherUrls: _, ...entry }, i) => ({ ...entry, eventId: eventId(told[i]!.url) })),
  })
}
