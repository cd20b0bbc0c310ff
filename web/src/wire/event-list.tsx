import type { EventRowFragment } from '../generated/graphql.ts'
import { dayInFull } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import { EventRow } from './event-row.tsx'

/** Events under their days. A feed in the sense of ARIA: Page Down and Page Up go from report to report. */
export function EventList({
  events,
  fresh,
  busy,
}: {
  events: EventRowFragment[]
  fresh: Set<string>
  busy: boolean
}) {
  let day = ''
  return (
    <div class="events" role="feed" aria-busy={busy} aria-label={t('wire')} onKeyDown={moveOn}>
      {events.map((event, index) => {
        const begins = event.publishedOn !== day
        day = event.publishedOn
        return (
          <EventRow
            key={event.id}
            event={event}
            isNew={fresh.has(event.id)}
            position={index + 1}
            dayHeading={begins ? dayInFull(day) : null}
          />
        )
      })}
    </div>
  )
}

function moveOn(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const forward = event.key === 'PageDown' || event.key === 'j'
  const backward = event.key === 'PageUp' || event.key === 'k'
  if ((!forward && !backward) || event.ctrlKey || event.metaKey || event.altKey) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('article')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[at + (forward ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
