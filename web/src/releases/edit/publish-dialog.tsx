import { useRef } from 'preact/hooks'
import { announce } from '../../chrome/announcer.tsx'
import { periodInWords } from '../../i18n/format.ts'
import { plural, t } from '../../i18n/locale.ts'
import type { Release } from '../use-release.ts'
import type { Editor } from './use-editor.ts'

/** Asks once more: what is published never changes. */
export function PublishDialog({ release, editor }: { release: Release; editor: Editor }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { year, number, from, to, entries, sha256, problems } = release
  const named = { number: number ?? 0, year }
  const publish = async () => {
    dialog.current?.close()
    if (await editor.publish()) announce(t('wasPublished', named), { show: true })
  }
  return (
    <div class="publish">
      <button type="button" class="main" disabled={editor.busy} onClick={() => dialog.current?.showModal()}>
        {t('publish')}
      </button>
      <dialog ref={dialog} aria-labelledby="publish-title">
        <h2 id="publish-title">{t('publishTitle', named)}</h2>
        <p>
          {periodInWords(from, to)} · {plural('events', entries.length)}
        </p>
        <p>{t('publishWarning')}</p>
        <p class="release-hash">
          {t('contentHash')} <code>{sha256}</code>
        </p>
        {problems.length > 0 && (
          <>
            <p>
              <strong>{t('lookAt')}</strong>
            </p>
            <ul lang="en" class="problems">
              {problems.slice(0, 8).map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
              {problems.length > 8 && <li>+ {problems.length - 8}</li>}
            </ul>
          </>
        )}
        <div class="row">
          <button type="button" class="main" onClick={() => void publish()}>
            {t('publishForGood')}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t('notNow')}
          </button>
        </div>
      </dialog>
    </div>
  )
}
