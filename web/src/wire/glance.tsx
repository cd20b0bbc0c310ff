import { useEffect, useState } from 'preact/hooks'
import { addressWith, filters, toEventFilter } from '../address/filters.ts'
import { useQuery } from '../api/use-query.ts'
import { SourcesDocument } from '../generated/graphql.ts'
import { ago } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import { MapFigure } from '../map/map-figure.tsx'
import { useMapFigures } from '../map/use-map-figures.ts'
import { troubledFirst } from '../sources/order.ts'
import { TimelineFigure } from '../timeline/timeline-figure.tsx'
import { useTimeline } from '../timeline/use-timeline.ts'

/** Beside the wire: where, when, and who is not heard, under the same filters; asked when the wire is there. */
export function Glance({ ready }: { ready: boolean }) {
  const filter = toEventFilter(filters.value)
  const map = useMapFigures(filter, { skip: !ready })
  const timeline = useTimeline(filter, 'COUNTRY', 'WEEK', { skip: !ready })
  return (
    <>
      <section>
        <h2>
          <a href={addressWith({}, '/map')}>{t('map')}</a>
        </h2>
        {map.figures && <MapFigure figures={map.figures} measure="events" frame="all" small />}
      </section>
      <section>
        <h2>
          <a href={addressWith({}, '/timeline')}>{t('timeline')}</a>
        </h2>
        {timeline.rows && <TimelineFigure rows={timeline.rows} measure="events" interval="WEEK" small />}
      </section>
      <Troubled ready={ready} />
    </>
  )
}

function Troubled({ ready }: { ready: boolean }) {
  const [asked, setAsked] = useState(ready)
  useEffect(() => setAsked((before) => before || ready), [ready])
  // Health has nothing to do with filters: once asked, it is not held back by them.
  const { answer } = useQuery(SourcesDocument, {}, { everyMs: 30_000, skip: !asked })
  if (!answer) return null
  const troubled = troubledFirst(answer.data.sources).filter(({ health }) => health.status !== 'HEALTHY')
  return (
    <section>
      <h2>
        <a href="/sources">{t('troubled')}</a>
      </h2>
      {troubled.length === 0 && <p class="quiet">{t('allHeard')}</p>}
      <ul class="troubled">
        {troubled.slice(0, 7).map(({ id, health }) => (
          <li key={id}>
            <span class={`status ${health.status.toLowerCase()}`}>{t(health.status)}</span>{' '}
            <a href={`/sources#${encodeURIComponent(id)}`}>{id}</a>{' '}
            {health.since && <span class="quiet">{ago(health.since)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
