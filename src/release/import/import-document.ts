import { canonicalUrl } from '../../connector/canonical-url.ts'
import type { EventDraft } from '../../model/event.ts'
import type { ReadItem } from '../../model/item.ts'
import { type Document, type DocumentFile, readDocument } from './document-text.ts'
import { parseDocument } from './parse-document.ts'
import type { ImportPorts, ImportReport } from './ports.ts'
import { saveRelease } from './save-release.ts'
import { originalDraft, type Told, toldDraft } from './to-draft.ts'
import type { ParsedDocument, ParsedRelease } from './types.ts'

export interface ImportOptions {
  /** Address of a press release that prints none. */
  url?: string
}

/**
 * Stores what a document tells: each entry of a release, or the one report of a press release, becomes an event
 * or attaches to the one with its address. Importing twice changes nothing. Throws `BadInput` for a file that
 * cannot be read.
 */
export async function importDocument(
  file: DocumentFile,
  ports: ImportPorts,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const document = await readDocument(file)
  const parsed = parseDocument(document.text)
  const told = toldBy(parsed, document, options)
  const stored = await storedFromSites(told, ports)
  const open = told.filter(({ url }) => !stored.has(url))
  const { originals, problems } = await fetchOriginals(open, ports)
  const drafts = open.map((each) => {
    const item = originals.get(each.url)
    return item ? originalDraft(each, item, ports) : toldDraft(each, document, ports)
  })
  const counts = await commit(drafts, document, ports)
  if (parsed.type === 'release') await saveRelease(parsed, told, document, ports)
  return {
    file: file.name,
    type: parsed.type,
    title: parsed.type === 'release' ? titleOf(parsed) : parsed.title,
    events: told.length,
    ...counts,
    attached: stored.size,
    fetched: originals.size,
    problems: [...parsed.problems, ...problems],
  }
}

function toldBy(parsed: ParsedDocument, document: Document, { url }: ImportOptions): Told[] {
  if (parsed.type === 'press-release') {
    const address = canonicalUrl(url ?? parsed.url ?? '') ?? `urn:sha256:${document.sha256}`
    return [{ url: address, title: parsed.title, paragraphs: parsed.paragraphs, country: null, period: null }]
  }
  return parsed.entries.map((entry) => ({
    url: addressOf(entry, parsed),
    title: entry.title,
    paragraphs: entry.paragraphs,
    country: entry.country,
    period: parsed.period,
  }))
}

/** An address that names only a host, or none, cannot tell events apart: the place in the release does. */
function addressOf(entry: ParsedRelease['entries'][number], { year, number }: ParsedRelease): string {
  const address = canonicalUrl(entry.url ?? '')
  if (address && !entry.hostOnly) return address
  return `${address ?? 'https://caricc.org/'}#release-${year}-${number}-${entry.ordinal}`
}

/** Reports that are stored already as their sites tell them; a release has nothing to add to their text. */
async function storedFromSites(told: Told[], { store }: ImportPorts): Promise<Set<string>> {
  const events = await store.events.byUrls(told.map(({ url }) => url))
  return new Set(
    told.filter((_, i) => events[i] && events[i].provenance.strategy !== 'import').map(({ url }) => url),
  )
}

async function fetchOriginals(told: Told[], { fetchItems, onProgress }: ImportPorts) {
  const originals = new Map<string, ReadItem>()
  const problems: string[] = []
  const wanted = fetchItems ? told.filter(({ url }) => canonicalUrl(url) === url) : []
  let done = 0
  const perRequest = 10
  for (let i = 0; i < wanted.length; i += perRequest) {
    const urls = wanted.slice(i, i + perRequest).map(({ url }) => url)
    const items = await fetchItems!(urls)
    for (const [j, item] of items.entries()) {
      if (item instanceof Error)
        problems.push(`The original of ${urls[j]} could not be read: ${item.message}`)
      else originals.set(urls[j]!, item)
      onProgress?.(++done, wanted.length)
    }
  }
  return { originals, problems }
}

async function commit(drafts: EventDraft[], document: Document, { store, clock }: ImportPorts) {
  const { sha256, bytes, contentType } = document
  const counts = { added: 0, revised: 0, unchanged: 0 }
  for (const [sourceId, group] of Map.groupBy(drafts, (draft) => draft.sourceId)) {
    const result = await store.commit({
      sourceId,
      drafts: group,
      snapshots: [{ sha256, bytes, contentType }],
      at: clock.now().toISOString(),
    })
    counts.added += result.added.length
    counts.revised += result.revised.length
    counts.unchanged += result.unchanged.length
  }
  return counts
}

function titleOf({ number, year, period }: ParsedRelease): string {
  return `Information Release #${number ?? '?'}, ${year ?? '?'}${period ? ` (${period.from} to ${period.to})` : ''}`
}
