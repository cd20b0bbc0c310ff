import type { Source } from '../connector/types.ts'
import { SourceChanged } from '../model/errors.ts'
import type { Checkpoint } from '../model/source.ts'
import { type CheckedEntries, checkItems } from './check-items.ts'
import type { Choice } from './choose-strategy.ts'
import { fetchPages, type Pages } from './fetch-pages.ts'
import { type ListEntry, noResponse, toListEntry } from './list-entry.ts'
import type { SourceMemory } from './memory.ts'
import type { Ports } from './ports.ts'
import { printedPublication } from './publication.ts'
import { type Readings, readItems } from './read-items.ts'
import { type Selection, selectItems } from './select-items.ts'

export interface Visit {
  choice: Choice
  pages: Pages
  listed: CheckedEntries
  selection: Selection
  read: Readings
  /** Item pages in a row, this visit's included, that held no text. */
  textless: number
}

export interface VisitContext {
  source: Source
  checkpoint: Checkpoint
  memory: SourceMemory
  /** Seconds since 1970. */
  now: number
}

/** Reads a site by one strategy: its list, and the pages of what is new or changed on it. */
export async function visit(
  choice: Choice,
  { source, checkpoint, memory, now }: VisitContext,
  ports: Pick<Ports, 'fetcher' | 'parseDate' | 'pace' | 'signal'>,
): Promise<Visit> {
  const ask = (request: Parameters<Ports['fetcher']['fetch']>[0], validators = {}) =>
    ports.fetcher.fetch(request, { allowedHosts: source.hosts, validators, signal: ports.signal })
  const pages = await fetchPages({
    source,
    choice,
    checkpoint,
    memory,
    now,
    fetch: ask,
    isOld: (entry) => isOld(entry, checkpoint, source, ports),
  })
  const address = pages.responses[0]?.url ?? source.homepage
  const listed =
    pages.responses.length === 0
      ? { entries: [], duplicates: [] }
      : checkItems(choice.strategy, pages.entries, address)
  const held = memory.held.map((one) => ({ entry: toListEntry(one.item, noResponse), held: one }))
  const selection = selectItems(listed.entries, held, memory, {
    strategy: choice.name,
    now,
    pace: ports.pace ?? 1,
  })
  const read = await readItems(selection.wanted, source, choice, (request) => ask(request))
  return { choice, pages, listed, selection, read, textless: countTextless(read, memory, address) }
}

/** More than this many item pages in a row without a text are no longer chance. */
const textlessAtMost = 2

/** Throws `SourceChanged` when pages of items answer but none holds a text any more. */
function countTextless({ readings }: Readings, memory: SourceMemory, address: string): number {
  const pages = readings.filter(({ way }) => way === 'article')
  const empty = pages.filter(({ item }) => !item.html?.trim() && !item.text?.trim())
  if (pages.length === 0) return memory.textless
  if (empty.length < pages.length) return 0
  const textless = memory.textless + empty.length
  if (empty.length > textlessAtMost || memory.textless > textlessAtMost)
    throw new SourceChanged(
      `No text was found on ${textless} item pages in a row, ${empty[0]!.response.url} for one, listed at ${address}. The layout of the item pages has probably changed.`,
    )
  return textless
}

/** Three days of leave for what a site publishes late or dates back. */
const lateMs = 3 * 86_400_000

function isOld(
  { item, response }: ListEntry,
  { watermark }: Checkpoint,
  source: Source,
  { parseDate }: Pick<Ports, 'parseDate'>,
): boolean {
  if (!watermark) return false
  const printed = printedPublication(item, source, response.fetchedAt, parseDate)
  return printed !== null && Date.parse(printed.publishedAt) < Date.parse(watermark) - lateMs
}
