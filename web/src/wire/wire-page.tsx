import { useEffect } from 'preact/hooks'
import { filterCount, filters, toEventFilter } from '../address/filters.ts'
import { storedSignal } from '../address/stored-signal.ts'
import { announce } from '../chrome/announcer.tsx'
import { CopyGraphql } from '../chrome/copy-graphql.tsx'
import { CoverageStrip } from '../chrome/coverage-strip.tsx'
import { lazy } from '../chrome/lazy.tsx'
import { ScreenTitle } from '../chrome/screen-title.tsx'
import { Skeleton } from '../chrome/skeleton.tsx'
import { Trouble } from '../chrome/trouble.tsx'
import { useMedia } from '../chrome/use-media.ts'
import { FilterPanel } from '../filters/filter-panel.tsx'
import { useFacets } from '../filters/use-facets.ts'
import { WireDocument } from '../generated/graphql.ts'
import { locale, plural, t } from '../i18n/locale.ts'
import { EventList } from './event-list.tsx'
import { useWire } from './use-wire.ts'
import type { WireStore } from './wire-store.ts'

const Glance = lazy(() => import('./glance.tsx').then(({ Glance }) => Glance))
const followAtOnce = storedSignal<'' | 'yes'>('bulletin.follow', '')

export function WirePage() {
  const filter = toEventFilter(filters.value)
  const store = useWire(filter, locale.value)
  const { events, error, loading, hasNext, coverage, fresh } = store.state.value
  const listed = events.length > 0 || !hasNext || error !== null
  const { facets, counted, recount } = useFacets(listed)
  const total = facets?.total.totalCount
  const wide = useMedia('(min-width: 1240px)')
  return (
    <div class="wire">
      <FilterPanel facets={facets} />
      <section class="stream">
        <div class="stream-head">
          <ScreenTitle title={t('wire')}>
            {t('wire')} {total !== undefined && <small>{plural('events', total)}</small>}
          </ScreenTitle>
          <label class="follow">
            <input
              type="checkbox"
              checked={followAtOnce.value === 'yes'}
              onChange={(event) => {
                followAtOnce.value = event.currentTarget.checked ? 'yes' : ''
              }}
            />
            {t('followLive')}
          </label>
          <CopyGraphql document={WireDocument} variables={{ filter, first: 40, language: locale.value }} />
        </div>
        <CoverageStrip note={coverage} />
        <NewEvents
          store={store}
          show={() => {
            void store.refresh()
            recount()
          }}
        />
        {error && <Trouble error={error} retry={() => void store.more()} />}
        {!listed && <Skeleton rows={8} />}
        {!events.length && !hasNext && !loading && !error && <Empty />}
        <EventList events={events} fresh={fresh} busy={loading} />
        <More store={store} />
      </section>
      {wide && (
        <aside class="glance" aria-label={t('atAGlance')}>
          <Glance ready={counted} />
        </aside>
      )}
    </div>
  )
}

/** Tells of new events without moving what is being read. */
function NewEvents({ store, show }: { store: WireStore; show(): void }) {
  const { waiting } = store.state.value
  const count = waiting.size
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each number of events waiting
  useEffect(() => {
    if (!count) return
    // Reading in the list or further down, one does not want it to move.
    const reading = scrollY > 40 || document.activeElement?.closest('.events')
    if (followAtOnce.value === 'yes' && !reading) show()
    announce(plural('newEvents', count))
  }, [count])
  if (!count) return null
  return (
    <button
      type="button"
      class="new-events"
      onClick={() => {
        show()
        scrollTo({ top: 0 })
      }}
    >
      {plural('newEvents', count)} · <strong>{t('show')}</strong>
    </button>
  )
}

function Empty() {
  return (
    <div class="empty">
      <p>
        <strong>{t('empty')}</strong>
      </p>
      <p>{filterCount.value ? t('emptyHint') : t('emptyStore')}</p>
      <p>
        <a href="/sources">{t('sources')}</a>
      </p>
    </div>
  )
}

/** Loads on as its end comes near; the button is for those who do not scroll. */
function More({ store }: { store: WireStore }) {
  const { hasNext, loading, events, error } = store.state.value
  useEffect(() => {
    const end = document.getElementById('more')
    if (!end || !events.length || loading) return
    const watch = new IntersectionObserver(
      (entries) => {
        // Several may be told at once; the last is how things stand.
        if (entries.at(-1)?.isIntersecting && !store.state.peek().error) void store.more()
      },
      { rootMargin: '800px' },
    )
    watch.observe(end)
    return () => watch.disconnect()
  }, [store, events.length, loading])
  return (
    <div id="more" class="more">
      {loading && events.length > 0 && <p class="quiet">{t('loading')}</p>}
      {!loading && hasNext && !error && events.length > 0 && (
        <button type="button" onClick={() => void store.more()}>
          {t('loadMore')}
        </button>
      )}
      {!hasNext && events.length > 0 && <p class="quiet">{t('end')}</p>}
    </div>
  )
}
