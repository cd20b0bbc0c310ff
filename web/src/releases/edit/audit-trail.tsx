import { instant } from '../../i18n/format.ts'
import { t } from '../../i18n/locale.ts'
import type { Release } from '../use-release.ts'

type Edit = Release['edits'][number]

/** Who did what and when, newest first; kept for good. */
export function AuditTrail({ edits }: { edits: Edit[] }) {
  return (
    <section class="trail" aria-labelledby="trail">
      <h2 id="trail">
        {t('trail')} <small>{edits.length}</small>
      </h2>
      {!edits.length && <p class="quiet">{t('noEdits')}</p>}
      <ol reversed>
        {edits
          .map((edit) => (
            <li key={`${edit.at} ${edit.kind} ${edit.event?.id} ${edit.value}`}>
              <time dateTime={edit.at}>{instant(edit.at)}</time> <code>{edit.editor}</code> {did(edit)}{' '}
              {hasEvent(edit) &&
                (edit.event ? (
                  <a href={`/events/${edit.event.id}`}>{edit.event.title}</a>
                ) : (
                  <span class="quiet">{t('unknownEvent')}</span>
                ))}
              {edit.value !== null && edit.kind !== 'MOVED' && (
                <span class={edit.kind === 'PUBLISHED' ? 'release-hash' : 'given'}>
                  {edit.kind === 'PUBLISHED' ? <code>{edit.value}</code> : `→ ${edit.value}`}
                </span>
              )}
            </li>
          ))
          .reverse()}
      </ol>
    </section>
  )
}

function did({ kind, value }: Edit): string {
  if (kind === 'MOVED') return t('MOVED', { n: value ?? '' })
  if (value === null && (kind === 'RETITLED' || kind === 'SUMMARISED')) return t(`${kind}_back`)
  return t(kind)
}

function hasEvent({ kind }: Edit): boolean {
  return kind !== 'SUMMARISED' && kind !== 'PUBLISHED'
}
