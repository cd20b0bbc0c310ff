import { useRef } from 'preact/hooks'
import { announce } from '../../chrome/announcer.tsx'
import { t } from '../../i18n/locale.ts'
import type { Editor } from './use-editor.ts'

export function SummaryForm({ summary, editor }: { summary: string | null; editor: Editor }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const save = async (text: string | null) => {
    if (await editor.summarise(text)) announce(t('wasSummarised'), { show: true })
  }
  return (
    <form
      class="summary-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save(field.current!.value.trim())
      }}
    >
      <label>
        <strong>{t('summary')}</strong> <span class="quiet">{t('summaryHint')}</span>
        <textarea
          ref={field}
          name="summary"
          required
          maxLength={5000}
          rows={4}
          defaultValue={summary ?? ''}
        />
      </label>
      <div class="row">
        <button type="submit" disabled={editor.busy}>
          {t('save')}
        </button>
        {summary !== null && (
          <button type="button" disabled={editor.busy} onClick={() => void save(null)}>
            {t('noSummary')}
          </button>
        )}
      </div>
    </form>
  )
}
