import { useQuery } from '../../api/use-query.ts'
import { Skeleton } from '../../chrome/skeleton.tsx'
import { Trouble } from '../../chrome/trouble.tsx'
import { ViewerDocument } from '../../generated/graphql.ts'
import { t } from '../../i18n/locale.ts'
import type { Release } from '../use-release.ts'
import { AddEvent } from './add-event.tsx'
import { AuditTrail } from './audit-trail.tsx'
import { EntryList } from './entry-list.tsx'
import { LeftOut } from './left-out.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { SummaryForm } from './summary-form.tsx'
import { type Editor, useEditor } from './use-editor.ts'

interface Props {
  release: Release
  show(edited: Release): void
  reload(): void
}

/** The desk of an editor: what is told, in which order and under which titles; what is not; and who did what. */
export function ReleaseEditor({ release, show, reload }: Props) {
  const { answer, error, reload: again } = useQuery(ViewerDocument, {})
  if (error) return <Trouble error={error} retry={again} />
  if (!answer) return <Skeleton rows={5} />
  const mayEdit = answer.data.viewer.scope === 'CURATE' || answer.data.viewer.scope === 'OPERATE'
  return (
    <div class="editor">
      {release.publishedAt ? (
        <p class="quiet">{t('editPublished')}</p>
      ) : mayEdit ? (
        <Desk release={release} show={show} reload={reload} />
      ) : (
        <div class="trouble">
          <p>
            <strong>{t('editKey')}</strong> {t('editKeyHint')}
          </p>
        </div>
      )}
      <AuditTrail edits={release.edits} />
    </div>
  )
}

function Desk({ release, show, reload }: Props) {
  const editor = useEditor(release, show)
  return (
    <div class="desk" aria-busy={editor.busy}>
      <Refusal editor={editor} reload={reload} />
      <div class="desk-head">
        <Problems problems={release.problems} />
        <PublishDialog release={release} editor={editor} />
      </div>
      <SummaryForm key={release.summary ?? ''} summary={release.summary} editor={editor} />
      <EntryList entries={release.entries} editor={editor} />
      <LeftOut left={release.left} editor={editor} />
      <AddEvent release={release} editor={editor} />
    </div>
  )
}

function Problems({ problems }: { problems: string[] }) {
  if (!problems.length) return <span />
  return (
    <details class="coverage" open={problems.length < 6}>
      <summary>
        {t('lookAt')} <span class="count">{problems.length}</span>
      </summary>
      <ul lang="en">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </details>
  )
}

/** What became of the last edit, where it was refused; nothing is lost, and it says what to do. */
function Refusal({ editor, reload }: { editor: Editor; reload(): void }) {
  const { error, forget } = editor
  if (!error) return null
  const again = () => {
    forget()
    reload()
  }
  if (error.code !== 'CONFLICT') return <Trouble error={error} retry={again} />
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{t('conflict')}</strong> {t('conflictHint')} <code>{error.code}</code>
      </p>
      <button type="button" onClick={again}>
        {t('readAgain')}
      </button>
    </div>
  )
}
