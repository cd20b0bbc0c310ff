import { dayInShort } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import { EventRow } from '../wire/event-row.tsx'
import type { Event } from './findings.ts'

/** Other outlets, translations and follow-ups of the same happening. */
export function SameStory({ event }: { event: Event }) {
  const others = event.story.events.filter(({ id }) => id !== event.id)
  return (
    <section class="same-story" aria-labelledby="story-title">
      <h2 id="story-title">
        {t('sameStory')} <small>{Math.max(0, event.story.size - 1)}</small>
      </h2>
      {!others.length && <p class="quiet">{t('onlyReport')}</p>}
      <ul class="events">
        {others.map((other) => (
          <li key={other.id}>
            <EventRow
              event={other}
              isNew={false}
              position={null}
              dayHeading={null}
              day={dayInShort(other.publishedOn)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
