import type { Source, SourceRequest, SourceResponse, StrategyState } from '../connector/types.ts'
import { SourceChanged, SourceUnreachable } from '../model/errors.ts'
import type { Checkpoint } from '../model/source.ts'
import { inSpan } from '../trace/span.ts'
import { type Choice, isSourceError } from './choose-strategy.ts'
import { limits } from './limits.ts'
import { type ListEntry, toListEntry } from './list-entry.ts'
import { isUnchanged, type SourceMemory } from './memory.ts'

export interface Pages {
  responses: SourceResponse[]
  entries: ListEntry[]
  /** True where the site said that nothing changed since the last poll. */
  notModified: boolean
  state: StrategyState
  validators: Checkpoint['validators']
  /** Where to go on next time. */
  pending: SourceMemory['pending']
}

export interface Walk {
  source: Source
  choice: Choice
  checkpoint: Checkpoint
  memory: SourceMemory
  /** Seconds since 1970. */
  now: number
  fetch(request: SourceRequest, validators?: Checkpoint['validators'][string]): Promise<SourceResponse>
  /** True for an item dated before all that is stored. */
  isOld(entry: ListEntry): boolean
}

/** Reads a list from its newest page back to what is known. Throws what the fetcher and the kind throw. */
export async function fetchPages(walk: Walk): Promise<Pages> {
  const { choice, checkpoint, memory, source } = walk
  const { strategy, name } = choice
  const pages: Pages = {
    responses: [],
    entries: [],
    notModified: false,
    state: memory.states[name] ?? {},
    validators: {},
    pending: memory.pending,
  }
  const isFirst = checkpoint.watermark === null && Object.keys(memory.seen).length === 0
  const head = strategy.first(pages.state, source)
  // An unchanged list is read all the same when an item on it is to be judged again.
  const hasDueAgain = Object.values(memory.seen).some(({ until }) => until !== undefined && until <= walk.now)
  const stopped = memory.pending?.strategy === name ? memory.pending.request : null
  const left = await follow(head, true)
  // A walk that was cut short goes on from there, whatever is new at the top.
  if (pages.notModified && !stopped) return pages
  const beyond = stopped && stopped.url !== left?.url ? await follow(stopped, false) : left
  // A kind that counts its own steps starts from its state; the others would skip what lies between.
  pages.pending = isFirst || strategy.mayBeEmpty || !beyond ? null : { strategy: name, request: beyond }
  return pages

  /** Returns the page it did not get to, null when it came to what is known. */
  async function follow(start: SourceRequest, isHead: boolean): Promise<SourceRequest | null> {
    let request: SourceRequest | undefined = start
    const asked = new Set<string>()
    for (let count = 0; request && count < limits.pages; count++) {
      asked.add(request.url)
      const conditional = isHead && count === 0 && !hasDueAgain
      const isFurther = count > 0 || !isHead
      const response: SourceResponse | null = isFurther
        ? await fetchFurther(request)
        : await walk.fetch(request, conditional ? checkpoint.validators[request.url] : undefined)
      if (!response) return request
      if (isFurther && response.status >= 400 && !strategy.mayBeEmpty) return null
      if (!isFurther) remember(request.url, response)
      if (response.notModified) {
        pages.notModified = true
        return null
      }
      const parsed = parsePage(response)
      pages.responses.push(response)
      pages.state = parsed.state ?? pages.state
      const entries = parsed.items.map((item) => toListEntry(item, response))
      pages.entries.push(...entries)
      if (entries.length > 0 && entries.every((entry) => isKnown(entry) || walk.isOld(entry))) return null
      if (isFirst && pages.entries.length >= limits.firstItems) return null
      // A pager that leads back to a page already read would never end.
      request = parsed.next && !asked.has(parsed.next.url) ? parsed.next : undefined
    }
    return request ?? null
  }

  /** Beyond the last page many sites answer 404; null when a page cannot be had now, which spoils no other. */
  async function fetchFurther(request: SourceRequest): Promise<SourceResponse | null> {
    const allowStatus = [...(request.allowStatus ?? []), 404, 410]
    try {
      return await walk.fetch({ ...request, allowStatus })
    } catch (error) {
      if (error instanceof SourceUnreachable) return null
      throw error
    }
  }

  function isKnown(entry: ListEntry): boolean {
    return isUnchanged(memory, entry, name, walk.now)
  }

  function parsePage(response: SourceResponse) {
    try {
      return inSpan(
        () => ({ name: 'parse', attributes: { 'bulletin.strategy': name } }),
        () => strategy.parse(response, source, pages.state),
      )
    } catch (error) {
      if (isSourceError(error)) throw error
      throw new SourceChanged(
        `${response.url} could not be read as ${name}: ${error instanceof Error ? error.message : error}`,
        { cause: error },
      )
    }
  }

  function remember(url: string, { headers, notModified }: SourceResponse): void {
    const etag = headers.etag
    const lastModified = headers['last-modified']
    if (notModified) pages.validators[url] = checkpoint.validators[url] ?? {}
    if (etag || lastModified)
      pages.validators[url] = { ...(etag && { etag }), ...(lastModified && { lastModified }) }
  }
}
