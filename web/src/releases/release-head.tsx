import { instant, periodInWords } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import type { Release } from './use-release.ts'

/** Of when it is, how it stands, and the hash of what it says. */
export function ReleaseHead({ release }: { release: Release }) {
  const { from, to, origin, number, publishedAt, publishedBy, sha256 } = release
  const state =
    origin === 'IMPORTED'
      ? { name: t('IMPORTED'), look: '', hint: t('importedHint') }
      : publishedAt
        ? {
            name: t('published'),
            look: 'healthy',
            hint: t('publishedHint', { when: instant(publishedAt), who: publishedBy ?? '' }),
          }
        : { name: t('draft'), look: 'quiet', hint: number === null ? t('periodHint') : t('draftHint') }
  return (
    <div class="release-head">
      <p class="release-period">{periodInWords(from, to)}</p>
      <p>
        <span class={`status ${state.look}`}>{state.name}</span> <span class="hint">{state.hint}</span>
      </p>
      <p class="release-hash">
        {t(origin === 'IMPORTED' ? 'documentHash' : 'contentHash')} <code>{sha256}</code>
      </p>
    </div>
  )
}
