import { ScreenTitle } from '../chrome/screen-title.tsx'
import { categoryName, countryName, dayInFull, languageName, timeOfDay } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import type { Event } from './findings.ts'
import { webAddress } from './web-address.ts'

export function EventHead({ event, title, language }: { event: Event; title: string; language: string }) {
  const { source, country, categories, publishedPrecision, publishedAt, publishedOn, status } = event
  const exact = publishedPrecision === 'MINUTE' || publishedPrecision === 'SECOND'
  const original = webAddress(event.url)
  return (
    <header class="event-head">
      <p class="kicker">
        <a href={`/?country=${country.code}`}>{countryName(country.code)}</a>
        <time dateTime={exact ? publishedAt : publishedOn}>
          {dayInFull(publishedOn)}
          {exact && `, ${timeOfDay(publishedAt, source.timeZone)}`}
        </time>
        {publishedPrecision === 'INFERRED' && <span class="flag">≈ {t('inferred')}</span>}
        {status === 'WITHDRAWN' && (
          <span class="flag">
            {t('withdrawn')}: {t('withdrawnHint')}
          </span>
        )}
      </p>
      <ScreenTitle title={title}>
        <span lang={language}>{title}</span>
      </ScreenTitle>
      <p class="byline">
        <a href={`/?source=${source.id}`}>{source.name}</a>
        {source.authority && <span class="quiet"> · {source.authority}</span>}
        <span class="quiet"> · {languageName(event.language)}</span>
      </p>
      <p class="meta">
        {categories.map((category) => (
          <a key={category} class={`category ${category.toLowerCase()}`} href={`/?category=${category}`}>
            {categoryName(category)}
          </a>
        ))}
        {event.substances.map((substance) => (
          <a key={substance.id} class="substance" href={`/?substance=${substance.id}`}>
            {substance.name}
          </a>
        ))}
      </p>
      {original && (
        <p>
          <a class="original" href={original} rel="noreferrer">
            {t('original')} <span class="quiet">{new URL(original).host}</span>{' '}
            <span aria-hidden="true">↗</span>
          </a>
        </p>
      )}
    </header>
  )
}
