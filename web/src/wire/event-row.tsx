import type { EventRowFragment } from '../generated/graphql.ts'
import { amount, categoryName, countryName, timeOfDay } from '../i18n/format.ts'
import { plural, t } from '../i18n/locale.ts'
import { mainQuantity } from './main-quantity.ts'

interface Props {
  event: EventRowFragment
  isNew: boolean
  /** Place in a feed; null outside of one. */
  position: number | null
  dayHeading: string | null
  /** Where no heading tells it. */
  day?: string
}

export function EventRow({ event, isNew, position, dayHeading, day }: Props) {
  const { id, title, language, status, country, source, categories, story, summary } = event
  const quantity = mainQuantity(event.quantities)
  const titleId = `title-${id}`
  return (
    <article
      class={`event ${isNew ? 'is-new' : ''} ${status === 'WITHDRAWN' ? 'is-withdrawn' : ''}`}
      aria-labelledby={titleId}
      {...(position !== null && { 'aria-posinset': position, 'aria-setsize': -1, tabIndex: -1 })}
    >
      {dayHeading && <h2 class="day">{dayHeading}</h2>}
      <When event={event} />
      <span class="cc" title={countryName(country.code)}>
        <span aria-hidden="true">{country.code === 'ZZ' ? '··' : country.code}</span>
        <span class="hidden">{countryName(country.code)}</span>
      </span>
      <div class="what">
        <h3 id={titleId} lang={language}>
          <a href={`/events/${id}`}>{title}</a>
        </h3>
        {summary && (
          <p class="summary" lang={language}>
            {summary}
          </p>
        )}
        <p class="meta">
          {isNew && <span class="flag new">{t('newMark')}</span>}
          {status === 'WITHDRAWN' && (
            <span class="flag" title={t('withdrawnHint')}>
              {t('withdrawn')}
            </span>
          )}
          {day && <span class="day-of">{day}</span>}
          <span class="source">{source.name}</span>
          {categories.map((category) => (
            <span key={category} class={`category ${category.toLowerCase()}`}>
              {categoryName(category)}
            </span>
          ))}
          {event.substances.map((substance) => (
            <span key={substance.id} class="substance">
              {substance.name}
            </span>
          ))}
          {story.size > 1 && <span class="story">{plural('reports', story.size)}</span>}
        </p>
      </div>
      {quantity && (
        <p class="amount">
          <strong>{amount(quantity)}</strong>
          <span>
            {[quantity.substance?.name, quantity.scope === 'CUMULATIVE' && t('CUMULATIVE')]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
      )}
    </article>
  )
}

function When({
  event: { publishedAt, publishedPrecision, publishedOn, source },
}: {
  event: EventRowFragment
}) {
  const exact = publishedPrecision === 'MINUTE' || publishedPrecision === 'SECOND'
  const inferred = publishedPrecision === 'INFERRED'
  const hint = inferred
    ? t('inferred')
    : exact
      ? t('timeOf', { utc: publishedAt.slice(0, 16).replace('T', ' ') })
      : ''
  return (
    <time class="when" dateTime={exact ? publishedAt : publishedOn} title={hint || undefined}>
      {exact ? timeOfDay(publishedAt, source.timeZone) : inferred ? '≈' : '–'}
    </time>
  )
}
