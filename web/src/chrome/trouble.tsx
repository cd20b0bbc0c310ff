import { AskError } from '../api/ask.ts'
import { t } from '../i18n/locale.ts'

/** What went wrong, in the API's own words, and a way on. */
export function Trouble({ error, retry }: { error: Error; retry(): void }) {
  const code = error instanceof AskError ? error.code : null
  const locked = code === 'UNAUTHENTICATED' || code === 'FORBIDDEN'
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{locked ? t('keyNeeded') : code === 'OFFLINE' ? t('offline') : t('failed')}</strong>{' '}
        {code !== 'OFFLINE' && <span lang="en">{error.message}</span>} {code && <code>{code}</code>}
      </p>
      <button type="button" onClick={retry}>
        {t('tryAgain')}
      </button>
    </div>
  )
}
