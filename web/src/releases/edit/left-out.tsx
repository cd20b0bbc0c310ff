import { t } from '../../i18n/locale.ts'
import type { Release } from '../use-release.ts'
import { CandidateRow } from './candidate-row.tsx'
import type { Editor } from './use-editor.ts'

export function LeftOut({ left, editor }: { left: Release['left']; editor: Editor }) {
  if (!left.length) return null
  return (
    <section class="left-out" aria-labelledby="left-out">
      <h2 id="left-out">
        {t('leftOut')} <small>{left.length}</small>
      </h2>
      <ul>
        {left.map((event) => (
          <CandidateRow key={event.id} event={event} editor={editor} />
        ))}
      </ul>
    </section>
  )
}
