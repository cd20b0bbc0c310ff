import { useState } from 'preact/hooks'
import { announce } from '../../chrome/announcer.tsx'
import { dayInShort } from '../../i18n/format.ts'
import { t } from '../../i18n/locale.ts'
import { languageOf } from '../language-of.ts'
import type { Entry } from '../use-release.ts'
import { focusSoon } from './entry-list.tsx'
import { TitleForm } from './title-form.tsx'
import type { Editor } from './use-editor.ts'

interface Props {
  entry: Entry
  position: number
  of: number
  editor: Editor
  onMove(position: number): void
  onExclude(): void
}

export function EntryRow({ entry, position, of, editor, onMove, onExclude }: Props) {
  const [retitling, setRetitling] = useState(false)
  const { ordinal, title, event, source, publishedOn } = entry
  const id = event?.id
  const close = () => {
    setRetitling(false)
    focusSoon(`retitle-${id}`)
  }
  const retitle = async (given: string | null) => {
    if (!id || !(await editor.retitle(id, given))) return
    announce(t('wasRetitled'), { show: true })
    close()
  }
  return (
    <li value={ordinal}>
      <div class="told">
        <p lang={languageOf(entry)}>{id ? <a href={`/events/${id}`}>{title}</a> : title}</p>
        <p class="quiet">{[publishedOn && dayInShort(publishedOn), source].filter(Boolean).join(' · ')}</p>
        {retitling && <TitleForm title={title} busy={editor.busy} onSave={retitle} onCancel={close} />}
      </div>
      {id && (
        <div class="does">
          <Does
            id={`up-${id}`}
            off={position === 1}
            name="up"
            title={title}
            onDo={() => onMove(position - 1)}
          >
            ↑
          </Does>
          <Does
            id={`down-${id}`}
            off={position === of}
            name="down"
            title={title}
            onDo={() => onMove(position + 1)}
          >
            ↓
          </Does>
          <Does id={`retitle-${id}`} name="retitle" title={title} onDo={() => setRetitling(!retitling)}>
            {t('retitle')}
          </Does>
          <Does id={`exclude-${id}`} name="exclude" title={title} onDo={onExclude}>
            {t('exclude')}
          </Does>
        </div>
      )}
    </li>
  )
}

function Does({
  id,
  name,
  title,
  off = false,
  onDo,
  children,
}: {
  id: string
  name: 'up' | 'down' | 'retitle' | 'exclude'
  title: string
  off?: boolean
  onDo(): void
  children: string
}) {
  return (
    // Off, it keeps the focus: who moves by keyboard stays where they are at either end.
    <button
      type="button"
      id={id}
      aria-disabled={off}
      aria-label={t(`${name}_`, { title })}
      title={t(name)}
      onClick={() => !off && onDo()}
    >
      {children}
    </button>
  )
}
