import { useState } from 'preact/hooks'
import { AskError, ask } from '../../api/ask.ts'
import { Trouble } from '../../chrome/trouble.tsx'
import {
  EventAtDocument,
  EventsToIncludeDocument,
  type EventToIncludeFragment,
} from '../../generated/graphql.ts'
import { t } from '../../i18n/locale.ts'
import type { Release } from '../use-release.ts'
import { CandidateRow } from './candidate-row.tsx'
import type { Editor } from './use-editor.ts'

/** Looks for an event by words, or by the address of the report; in the period unless other days are wanted. */
export function AddEvent({ release, editor }: { release: Release; editor: Editor }) {
  const [text, setText] = useState('')
  const [anyPeriod, setAnyPeriod] = useState(false)
  const [found, setFound] = useState<EventToIncludeFragment[] | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const told = new Set(release.entries.flatMap(({ event }) => event?.id ?? []))
  const find = async () => {
    setError(null)
    try {
      const { from, to } = release
      setFound(await look(text.trim(), anyPeriod ? null : { from, to }))
    } catch (thrown) {
      setError(thrown instanceof AskError ? thrown : new Error(String(thrown)))
    }
  }
  return (
    <section class="add-event" aria-labelledby="add-event">
      <h2 id="add-event">{t('addEvent')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void find()
        }}
      >
        <label>
          {t('addEventHint')}
          <input
            type="search"
            required
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <label class="inline">
          <input
            type="checkbox"
            checked={anyPeriod}
            onChange={(event) => setAnyPeriod(event.currentTarget.checked)}
          />
          {t('anyPeriod')}
        </label>
        <button type="submit">{t('find')}</button>
      </form>
      {error && <Trouble error={error} retry={() => void find()} />}
      {found?.length === 0 && (
        <p class="quiet" role="status">
          {t('foundNone')}
        </p>
      )}
      <ul>
        {found?.map((event) => (
          <CandidateRow key={event.id} event={event} told={told.has(event.id)} editor={editor} />
        ))}
      </ul>
    </section>
  )
}

async function look(
  text: string,
  published: { from: string; to: string } | null,
): Promise<EventToIncludeFragment[]> {
  if (/^https?:\/\//.test(text)) {
    const { data } = await ask(EventAtDocument, { url: text })
    return data.event ? [data.event] : []
  }
  const { data } = await ask(EventsToIncludeDocument, { filter: { text, ...(published && { published }) } })
  return data.events.nodes
}
