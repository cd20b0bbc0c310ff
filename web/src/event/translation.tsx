import { useQuery } from '../api/use-query.ts'
import { TranslationDocument } from '../generated/graphql.ts'
import { languageName } from '../i18n/format.ts'
import { locale, t } from '../i18n/locale.ts'
import type { Event } from './findings.ts'

/** Asked for by itself: a translator may take its time, the report need not wait for it. */
export function useTranslation(event: Event | null) {
  const needed = event !== null && event.language.split('-')[0] !== locale.value
  const { answer } = useQuery(
    TranslationDocument,
    { id: event?.id ?? '', language: locale.value },
    { skip: !needed },
  )
  const found = answer?.data.event
  return needed && found?.id === event.id ? found.translation : null
}

export function TranslationChoice({
  event,
  shown,
  onShow,
}: {
  event: Event
  shown: boolean
  onShow(shown: boolean): void
}) {
  return (
    <div class="segments translation-choice">
      <button type="button" aria-pressed={!shown} onClick={() => onShow(false)}>
        {t('originalText')}: {languageName(event.language)}
      </button>
      <button type="button" aria-pressed={shown} onClick={() => onShow(true)}>
        {t('translate')}: {languageName(locale.value)}
      </button>
    </div>
  )
}
