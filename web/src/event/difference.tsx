import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'preact/hooks'
import { t } from '../i18n/locale.ts'

/** Milliseconds after which two texts count as wholly different. */
const patience = 500

/** What was removed and what was added, word by word. */
export function Difference({ before, after, language }: { before: string; after: string; language: string }) {
  const parts = useMemo(
    () =>
      diffWordsWithSpace(before, after, { timeout: patience }) ?? [
        { value: before, removed: true, added: false },
        { value: after, removed: false, added: true },
      ],
    [before, after],
  )
  return (
    <div class="difference" lang={language}>
      {parts.map(({ value, added, removed }, index) => {
        const key = `${index}`
        if (added)
          return (
            <ins key={key}>
              <span class="hidden">{t('added')}: </span>
              {value}
            </ins>
          )
        if (removed)
          return (
            <del key={key}>
              <span class="hidden">{t('removed')}: </span>
              {value}
            </del>
          )
        return <span key={key}>{value}</span>
      })}
    </div>
  )
}
