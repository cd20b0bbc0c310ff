import { announce } from '../../chrome/announcer.tsx'
import { countryName } from '../../i18n/format.ts'
import { t } from '../../i18n/locale.ts'
import { byCountry } from '../by-country.ts'
import type { Entry } from '../use-release.ts'
import { EntryRow } from './entry-row.tsx'
import type { Editor } from './use-editor.ts'

/** What the release tells, country by country, each to be moved, retitled, left out. */
export function EntryList({ entries, editor }: { entries: Entry[]; editor: Editor }) {
  return (
    <div class="desk-entries">
      {byCountry(entries).map(([code, own]) => (
        <section key={code} aria-labelledby={`edit-${code}`}>
          <h2 id={`edit-${code}`} tabIndex={-1}>
            {countryName(code)} <small>{own.length}</small>
          </h2>
          <ol>
            {own.map((entry, at) => (
              <EntryRow
                key={entry.event?.id ?? entry.ordinal}
                entry={entry}
                position={at + 1}
                of={own.length}
                editor={editor}
                onMove={(position) => void move(editor, entry, position, own.length)}
                onExclude={() => void exclude(editor, entry, own[at + 1] ?? own[at - 1])}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

async function move(editor: Editor, { event, title, country }: Entry, position: number, all: number) {
  const held = document.activeElement?.id
  if (!event || !(await editor.move(event.id, position))) return
  announce(t('movedTo', { title, position, all, country: countryName(country.code) }))
  // A row that was moved takes the focus along, so that it can be moved on.
  focusSoon(held ?? '')
}

async function exclude(editor: Editor, { event, title, country }: Entry, next: Entry | undefined) {
  if (!event || !(await editor.exclude(event.id))) return
  announce(t('wasExcluded', { title }), { show: true })
  focusSoon(next?.event ? `exclude-${next.event.id}` : `edit-${country.code}`)
}

export function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}
