import { useState } from 'preact/hooks'
import { copyable } from '../api/copyable.ts'
import type { TypedDocumentString } from '../generated/graphql.ts'
import { t } from '../i18n/locale.ts'
import { announce } from './announcer.tsx'

/** Copies the question behind what is on the screen, or opens it in GraphiQL. */
export function CopyGraphql<T, V>({
  document,
  variables,
}: {
  document: TypedDocumentString<T, V>
  variables: V
}) {
  const [shown, setShown] = useState(false)
  const text = copyable(document, variables)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => announce(t('copied'), { show: true }),
      () => setShown(true),
    )
  return (
    <div class="copy">
      <button type="button" onClick={() => (navigator.clipboard ? copy() : setShown(true))}>
        {t('copyGraphql')}
      </button>
      <a href={`/graphiql?query=${encodeURIComponent(text)}`}>{t('openGraphiql')}</a>
      {shown && (
        <label class="copy-text">
          {t('copyFailed')}
          <textarea readOnly rows={8} value={text} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
    </div>
  )
}
