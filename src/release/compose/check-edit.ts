import { BadInput, NotFound } from '../../model/errors.ts'
import type { ReleaseEdit } from '../../model/release.ts'
import type { ReleaseView } from '../../read/release-desk.ts'
import type { EventStore } from '../../store/types.ts'

const longest = { RETITLED: 500, SUMMARISED: 5_000 }

/** Throws `BadInput` or `NotFound` for an edit that would do nothing, or nothing sensible. */
export async function checkEdit(
  { kind, eventId, value }: Pick<ReleaseEdit, 'kind' | 'eventId' | 'value'>,
  release: ReleaseView,
  events: Pick<EventStore, 'byIds'>,
): Promise<void> {
  if (kind === 'RETITLED' || kind === 'SUMMARISED') checkText(kind, value)
  if (kind === 'MOVED' && !(Number.isInteger(Number(value)) && Number(value) >= 1))
    throw new BadInput(`The position within the country counts from 1, and is not ${value}.`)
  if (eventId === null) return
  const [event] = await events.byIds([eventId])
  if (!event) throw new NotFound(`There is no event ${eventId.slice(0, 40)}.`)
  if (kind === 'INCLUDED') {
    if (event.status === 'WITHDRAWN')
      throw new BadInput('The event was withdrawn by its source and cannot be included.')
    return
  }
  const { document } = await release.content()
  if (!document.sections.some(({ entries }) => entries.some((entry) => entry.eventId === eventId)))
    throw new BadInput(`The release does not tell event ${eventId}. Include it first.`)
}

function checkText(kind: 'RETITLED' | 'SUMMARISED', text: string | null): void {
  const what = kind === 'RETITLED' ? 'title' : 'summary'
  if (text === null) return
  if (text.trim() === '') throw new BadInput(`A ${what} has words; null takes an own one back.`)
  if (text.length > longest[kind])
    throw new BadInput(`A ${what} may have ${longest[kind]} characters, not ${text.length}.`)
}
