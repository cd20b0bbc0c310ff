import { ago, countryName, instant } from '../i18n/format.ts'
import { plural, t } from '../i18n/locale.ts'
import type { Source } from './order.ts'

export function SourceRow({ source }: { source: Source }) {
  const { id, name, authority, homepage, country, health, language } = source
  return (
    <li class="source-row" id={id}>
      <div class="who">
        <span class="cc" title={countryName(country.code)}>
          <span aria-hidden="true">{country.code === 'ZZ' ? '··' : country.code}</span>
          <span class="hidden">{countryName(country.code)}</span>
        </span>
        <div>
          <h2 lang={language}>{homepage ? <a href={homepage}>{name}</a> : name}</h2>
          <p class="quiet">
            <code>{id}</code> {authority && <span lang="en">{authority}</span>}
          </p>
        </div>
      </div>
      <div class="state-of">
        <p>
          <span class={`status ${health.status.toLowerCase()}`}>{t(health.status)}</span>{' '}
          {health.since && (
            <time dateTime={health.since} title={instant(health.since)}>
              {t('since', { when: ago(health.since) })}
            </time>
          )}
        </p>
        <Why health={health} />
      </div>
      <dl class="times">
        <Moment name={t('lastSuccess')} at={health.lastSuccessAt} />
        <Moment name={t('lastEvent')} at={health.lastEventAt} />
        <Moment name={t('nextVisit')} at={health.nextPollAt} />
      </dl>
      <div class="more-of">
        <Visits runs={health.runs} />
        <a href={`/?source=${id}`}>{t('eventsOfSource')}</a>
      </div>
    </li>
  )
}

function Why({ health }: { health: Source['health'] }) {
  const { status, lastError, lastEventAt, consecutiveFailures, rejections } = health
  return (
    <>
      {status === 'QUIET' && (
        <p>
          {t('quietWhy')} {lastEventAt && t('quietLast', { when: ago(lastEventAt) })}
        </p>
      )}
      {status === 'PENDING' && !lastError && <p>{t('pendingWhy')}</p>}
      {lastError && (
        <p class="error-of" lang="en">
          {lastError.message} <code>{lastError.code}</code>
        </p>
      )}
      {(consecutiveFailures > 0 || rejections > 0) && (
        <p class="quiet">
          {[
            consecutiveFailures > 0 && plural('failures', consecutiveFailures),
            rejections > 0 && plural('rejections', rejections),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </>
  )
}

function Moment({ name, at }: { name: string; at: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {at ? (
          <time dateTime={at} title={instant(at)}>
            {ago(at)}
          </time>
        ) : (
          t('never')
        )}
      </dd>
    </div>
  )
}

/** The newest visits, one mark each. */
function Visits({ runs }: { runs: Source['health']['runs'] }) {
  const told = runs.map(({ startedAt, outcome, items, added, errorMessage }) =>
    [`${instant(startedAt)}: ${t(outcome)}`, outcome === 'OK' && `${items} → +${added}`, errorMessage]
      .filter(Boolean)
      .join(', '),
  )
  return (
    <div class="visits" role="img" aria-label={`${t('visits')}: ${told[0] ?? t('never')}`}>
      {runs
        .map(({ id, outcome }, index) => (
          <i key={id} class={outcome.toLowerCase().replaceAll('_', '-')} title={told[index]} />
        ))
        .reverse()}
    </div>
  )
}
