import { useState } from 'preact/hooks'
import { lazy } from '../chrome/lazy.tsx'
import { instant } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import type { Event } from './findings.ts'

const Difference = lazy(() => import('./difference.tsx').then(({ Difference }) => Difference))

/** Every stored state of the text, newest first, each with what it changed. */
export function Revisions({ event: { revisions, language } }: { event: Event }) {
  const newest = revisions.length - 1
  const [open, setOpen] = useState<number | null>(newest > 0 ? newest : null)
  return (
    <section class="revisions" aria-labelledby="revisions-title">
      <h2 id="revisions-title">
        {t('revisions')} <small>{revisions.length}</small>
      </h2>
      {newest < 1 && <p class="quiet">{t('oneRevision')}</p>}
      <ol reversed>
        {revisions
          .map(({ revision, at, reason, contentHash, title, body }, index) => {
            const before = revisions[index - 1]
            return (
              <li key={revision}>
                <p>
                  <strong>{t('revisionOf', { n: revision })}</strong> <time dateTime={at}>{instant(at)}</time>{' '}
                  · {t(reason)}
                  {before && (
                    <>
                      {' '}
                      <button
                        type="button"
                        class="plain"
                        aria-expanded={open === index}
                        onClick={() => setOpen(open === index ? null : index)}
                      >
                        {t('comparedWith', { n: before.revision })}
                      </button>
                    </>
                  )}
                </p>
                {before &&
                  open === index &&
                  (before.contentHash === contentHash ? (
                    <p class="quiet">{t('sameText')}</p>
                  ) : (
                    <>
                      {before.title !== title && (
                        <Difference before={before.title} after={title} language={language} />
                      )}
                      <Difference before={before.body} after={body} language={language} />
                    </>
                  ))}
              </li>
            )
          })
          .reverse()}
      </ol>
    </section>
  )
}
