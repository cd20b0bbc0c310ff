import { type Administration, administerKeys } from '../access/administer-keys.ts'
import type { Cache } from '../cache/types.ts'
import { type Caller, nobody } from '../model/access.ts'
import type { ChangeWithEvent } from '../model/change.ts'
import type { Clock } from '../model/clock.ts'
import { parseCursor } from '../model/cursor.ts'
import { BadInput, NotFound } from '../model/errors.ts'
import type { StoredEvent } from '../model/event.ts'
import type { ExpandText } from '../model/expansion.ts'
import type { EventFilter, EventOrder } from '../model/filter.ts'
import type { FetchItems, ReadItem } from '../model/item.ts'
import type { SourceFacts } from '../model/source.ts'
import type { Dimension, Interval, StatRow, Store } from '../store/types.ts'
import { type ChangeArguments, type ChangesView, changePage } from './change-page.ts'
import { type CoverageView, coverageOf } from './coverage.ts'
import type { CoverageNote } from './coverage-note.ts'
import { clockMark, createCoverageNotes } from './coverage-notes.ts'
import { createEntityCache } from './entity-cache.ts'
import { toStoreFilter } from './event-filter.ts'
import { type EventsView, eventPage } from './event-page.ts'
import { fillBuckets } from './fill-buckets.ts'
import { findSources, type SourceFilter } from './find-sources.ts'
import { followChanges } from './follow-changes.ts'
import { createGazetteer, type Gazetteer, type RegionFacts } from './gazetteer.ts'
import { createItemLoader, createItemReader } from './item-loader.ts'
import { listCountries } from './list-countries.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { PageArguments } from './page-arguments.ts'
import { type QuantitiesView, quantityPage } from './quantity-page.ts'
import { closedDesk, type ReleaseDesk } from './release-desk.ts'
import { type SnippetView, snippetOf } from './snippet.ts'
import { createSourceRegistry, type SourceRegistry, type SourceView } from './source-registry.ts'
import type { TranslatedText, Translator } from './translate/create-translator.ts'
import { createTranslationLoader } from './translation-loader.ts'
import { createTranslationNote, type TranslationNote } from './translation-note.ts'
import { createVersionReader } from './version-reader.ts'
import type { CountryView } from './views.ts'
import { createVocabulary, type SubstanceConcept, type Vocabulary } from './vocabulary.ts'
import { closedWebhooks, type WebhookDesk } from './webhook-desk.ts'

type Filter = EventFilter | null | undefined

/** What resolvers may ask; one a request. Filters are as clients write them. */
export interface Context {
  requestId: string
  /** Who asks, and what it may. */
  caller: Caller
  /** Headers that tell what it was charged, where that was done before the query was handed on. */
  charged?: Record<string, string>
  administration: Administration
  /** Identity of the change log, part of every change's cursor. */
  logId: string
  load: Loaders
  sources: SourceRegistry
  vocabulary: Vocabulary
  gazetteer: Gazetteer
  /** Canonical form of an address, null when it is none. */
  canonicalUrl(address: string): string | null
  /** A page of events; `scope` narrows the client's filter to the parent's own events. */
  events(
    filter: Filter,
    orderBy: EventOrder | null | undefined,
    page: PageArguments,
    scope?: EventFilter,
  ): Promise<EventsView>
  /** An event that a page listed; events are never deleted. */
  listed(id: string): Promise<StoredEvent>
  /** Revision an event has now, where that is known without reading it; else null. */
  revisionOf(id: string): Promise<number | null>
  /** Where a text answers a search. */
  snippet(event: StoredEvent, text: string): SnippetView
  /** Null where nothing can translate it; `translationNote` says why. */
  translation(event: StoredEvent, to: string): Promise<TranslatedText | null>
  /** Takes the filter of a page already made. */
  countEvents(filter: EventFilter): Promise<number>
  changes(filter: Filter, args: ChangeArguments): Promise<ChangesView>
  follow(filter: Filter, args: Omit<ChangeArguments, 'first'>): Promise<AsyncIterable<ChangeWithEvent>>
  quantities(filter: Filter, page: PageArguments): Promise<QuantitiesView>
  stats(
    filter: Filter,
    by: Dimension[],
    interval?: Interval | null,
    timeZone?: string | null,
    emptyBuckets?: boolean | null,
  ): Promise<StatRow[]>
  coverage(from: string, to: string): Promise<CoverageView>
  /** Information Releases: imported, composed, edited, published. */
  releases: ReleaseDesk
  /** Webhooks as far as they are the caller's business. */
  webhooks: WebhookDesk
  findSources(filter: SourceFilter): Promise<SourceView[]>
  countries(): Promise<CountryView[]>
  /** A page of a source, read now; null when the source says there is none. */
  item(address: string): Promise<ReadItem | null>
  /** What the whole answer must say of silent sources; null when there is nothing to say. */
  coverageNote(): Promise<CoverageNote | null>
  /** Why translations asked for so far are null; null when none is. */
  translationNote(): TranslationNote | null
}

export interface ReadPorts {
  store: Store
  cache: Cache
  sources: SourceFacts[]
  fetchItems: FetchItems
  clock: Clock
  canonicalUrl(address: string): string | null
  substances: SubstanceConcept[]
  regions?: RegionFacts[]
  translator: Translator | null
  /** Without one there are no releases. */
  releases?: ReleaseDesk
  /** The desk of a caller; without one there are no webhooks. */
  webhooks?(caller: Caller, toFilter: (filter: Filter) => EventFilter): WebhookDesk
  /** What a searched word stands for, as handed to the store. */
  expandText?: ExpandText
  /** Memory for events read before; 32 MiB when absent, 0 to read each one each time. */
  entityBytes?: number
}

const defaultEntityBytes = 32 * 1024 * 1024

/** Makes contexts; owns what they share. */
export interface ContextFactory extends AsyncDisposable {
  /**
   * Reads only, unless a caller with more rights is named. A sweep reads much and each thing once: it neither fills
   * nor empties what is kept for others.
   */
  create(requestId: string, caller?: Caller, options?: { sweep?: boolean }): Context
  /** Two equal ones, and what is only read from the database is answered the same. As of after the call. */
  version(): Promise<string>
  /** A client's filter in the store's words. Throws `BadInput`. */
  toFilter(filter: Filter): EventFilter
  /** Every broader concept of a substance. */
  ancestors(substance: string): string[]
}

export function createContextFactory(ports: ReadPorts): ContextFactory {
  const { store, clock, canonicalUrl } = ports
  const sources = createSourceRegistry(ports.sources, (ids) => store.learnedSources.byIds(ids))
  const vocabulary = createVocabulary(ports.substances)
  const meaning = { expandText: ports.expandText, ancestors: vocabulary.ancestors }
  const gazetteer = createGazetteer(ports.regions ?? [])
  const toFilter = (filter: Filter) => toStoreFilter(filter, vocabulary.has)

  const reader = createItemReader(ports)
  const versions = createVersionReader(store.changes)
  const entities = createEntityCache(store, versions, ports.entityBytes ?? defaultEntityBytes)
  const unkept = createEntityCache(store, versions, 0)
  const notes = createCoverageNotes({ store, sources: sources.all, clock, versions })

  const create: ContextFactory['create'] = (requestId, caller = nobody, { sweep = false } = {}) => {
    const load = createLoaders(store, sweep ? unkept : entities)
    const items = createItemLoader(reader)
    const untranslated = createTranslationNote()
    const translations = createTranslationLoader(ports.translator, untranslated)
    const asked: EventFilter[] = []
    /** Filter of an answer that silence could falsify. */
    const about = (filter: Filter, scope?: EventFilter) => {
      const own = toFilter(filter)
      const scoped = scope ? { ...own, and: [...(own.and ?? []), scope] } : own
      asked.push(scoped)
      return scoped
    }
    return {
      requestId,
      caller,
      administration: administerKeys(store, clock, caller),
      logId: store.changes.id,
      releases: ports.releases ?? closedDesk,
      webhooks: ports.webhooks?.(caller, toFilter) ?? closedWebhooks,
      load,
      sources,
      vocabulary,
      gazetteer,
      canonicalUrl,
      // Async throughout: graphql-js forgets the siblings of a resolver that throws at once inside a list, and a
      // rejection nobody hears ends the process.
      events: async (filter, orderBy, page, scope) =>
        eventPage(store.events, about(filter, scope), orderBy, page),
      listed: async (id) => {
        const event = await load.event.load(id)
        if (event) return event
        throw new Error(`Event ${id} was listed but is not stored.`)
      },
      revisionOf: (id) => entities.revisionOf(id),
      snippet: (event, text) => snippetOf(event, text, meaning),
      translation: (event, to) => translations.load({ event, to }),
      translationNote: () => untranslated.read(),
      countEvents: (filter) => store.events.count(filter),
      changes: async (filter, args) => changePage(store.changes, toFilter(filter), args),
      follow: async (filter, { after, kinds }) =>
        followChanges(store.changes, {
          after: after ? parseCursor(after, store.changes.id) : null,
          filter: toFilter(filter),
          kinds: kinds ?? undefined,
        }),
      quantities: async (filter, page) => quantityPage(store.events, about(filter), page),
      stats: async (filter, by, interval, timeZone, emptyBuckets) => {
        const question = {
          filter: about(filter),
          by: [...new Set(by)],
          interval: interval ?? undefined,
          timeZone: timeZone ?? undefined,
        }
        const rows = await store.events.stats(question)
        return emptyBuckets
          ? fillBuckets(
              rows,
              question,
              sources.all.map(({ id }) => id),
            )
          : rows
      },
      coverage: async (from, to) => {
        asked.push(toFilter({ published: { from, to } }))
        return coverageOf(store, sources.all, { from, to }, clock.now())
      },
      findSources: (filter) => findSources(sources.all, filter, load),
      countries: () => listCountries(store.events),
      item: async (address) => {
        const url = canonicalUrl(address)
        if (!url) throw new BadInput(`\`${address}\` is not the address of a page.`)
        return items.load(url).catch((error) => {
          if (error instanceof NotFound) return null
          throw error
        })
      },
      coverageNote: () => notes.of(asked, load),
    }
  }
  return {
    create,
    async version() {
      const { head, writes } = await versions.current()
      return `${head} ${writes} ${clockMark(clock.now())}`
    },
    toFilter,
    ancestors: vocabulary.ancestors,
    [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose](),
  }
}
