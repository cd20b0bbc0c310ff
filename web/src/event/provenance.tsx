import type { ComponentChildren } from 'preact'
import { instant } from '../i18n/format.ts'
import { plural, t } from '../i18n/locale.ts'
import type { Event } from './findings.ts'
import { webAddress } from './web-address.ts'

/** Which bytes the event was read from, and when. */
export function Provenance({ event }: { event: Event }) {
  const { provenance, collectedAt, updatedAt, images } = event
  const pictures = images.flatMap(({ url, alt }) => (webAddress(url) ? [{ url: webAddress(url)!, alt }] : []))
  return (
    <section class="provenance" aria-labelledby="provenance-title">
      <h2 id="provenance-title">{t('provenance')}</h2>
      <dl>
        <Row name={t('requested')}>{provenance.requestedUrl}</Row>
        {provenance.finalUrl !== provenance.requestedUrl && (
          <Row name={t('answered')}>{provenance.finalUrl}</Row>
        )}
        <Row name={t('httpStatus')}>{provenance.status}</Row>
        <Row name={t('contentType')}>{provenance.contentType ?? '–'}</Row>
        <Row name={t('fetchedAt')}>
          <time dateTime={provenance.fetchedAt}>{instant(provenance.fetchedAt)}</time>
        </Row>
        <Row name={t('strategy')}>{provenance.strategy}</Row>
        <Row name={t('hash')}>
          <code>{provenance.sha256}</code>
        </Row>
        {provenance.via.length > 0 && (
          <Row name={t('via')}>{provenance.via.map(({ name }) => name).join(' → ')}</Row>
        )}
        <Row name={t('stored')}>
          <time dateTime={collectedAt}>{instant(collectedAt)}</time>
        </Row>
        <Row name={t('changed')}>
          <time dateTime={updatedAt}>{instant(updatedAt)}</time> · seq {event.seq}
        </Row>
        {pictures.length > 0 && (
          <Row name={plural('pictures', pictures.length)}>
            {pictures.map(({ url, alt }, index) => (
              <a key={url} href={url} rel="noreferrer">
                {alt || index + 1}{' '}
              </a>
            ))}
          </Row>
        )}
      </dl>
    </section>
  )
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
