import { announce } from '../../chrome/announcer.tsx'
import { countryName, dayInShort } from '../../i18n/format.ts'
import { t } from '../../i18n/locale.ts'
import type { Editor } from './use-editor.ts'

export interface Candidate {
  id: string
  title: string
  language: string
  publishedOn: string
  country: { code: string }
}

/** An event the release does not tell, and a way to take it in. */
export function CandidateRow({
  event,
  told = false,
  editor,
}: {
  event: Candidate
  told?: boolean
  editor: Editor
}) {
  const { id, title, language, publishedOn, country } = event
  const include = async () => {
    if (await editor.include(id)) announce(t('wasIncluded', { title }), { show: true })
  }
  return (
    <li>
      <div class="told">
        <p lang={language}>
          <a href={`/events/${id}`}>{title}</a>
        </p>
        <p class="quiet">
          {dayInShort(publishedOn)} · {countryName(country.code)}
        </p>
      </div>
      <div class="does">
        {told ? (
          <span class="quiet">{t('toldAlready')}</span>
        ) : (
          <button
            type="button"
            disabled={editor.busy}
            aria-label={t('include_', { title })}
            onClick={() => void include()}
          >
            {t('include')}
          </button>
        )}
      </div>
    </li>
  )
}
