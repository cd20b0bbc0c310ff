import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../i18n/locale.ts'

/** Another title, or null for its own again. */
export function TitleForm({
  title,
  busy,
  onSave,
  onCancel,
}: {
  title: string
  busy: boolean
  onSave(title: string | null): void
  onCancel(): void
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      class="title-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(field.current!.value.trim())
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <label>
        {t('newTitle')}
        <textarea ref={field} required maxLength={500} rows={2} defaultValue={title} />
      </label>
      <div class="row">
        <button type="submit" class="main" disabled={busy}>
          {t('save')}
        </button>
        <button type="button" disabled={busy} onClick={() => onSave(null)}>
          {t('ownTitle')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
