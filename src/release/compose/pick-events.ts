import type { StoredEvent } from '../../model/event.ts'
import type { ReleaseEdit } from '../../model/release.ts'

export interface PickedEvent {
  event: StoredEvent
  /** Further reports of the same happening, oldest first. */
  others: StoredEvent[]
}

/**
 * Which events a release tells: one of each story, its oldest report; reports that another release picked, or an
 * editor, stand by themselves. What an editor excluded is `left`, with all that would only repeat it.
 */
export function pickEvents(
  events: StoredEvent[],
  { pickedElsewhere, edits }: { pickedElsewhere: ReadonlySet<string>; edits: ReleaseEdit[] },
): { picked: PickedEvent[]; left: StoredEvent[] } {
  const decided = new Map(
    edits
      .filter(({ kind }) => kind === 'INCLUDED' || kind === 'EXCLUDED')
      .map(({ eventId, kind }) => [eventId!, kind]),
  )
  const standsAlone = ({ id }: StoredEvent) => pickedElsewhere.has(id) || decided.get(id) === 'INCLUDED'
  const stories = Map.groupBy(events.toSorted(byTime), ({ storyId }) => storyId)
  const candidates = [...stories.values()].flatMap((reports): PickedEvent[] => {
    const alone = reports.filter(standsAlone)
    const heads = alone.length ? alone : reports.slice(0, 1)
    const others = reports.filter((report) => !heads.includes(report))
    return heads.map((event, i) => ({ event, others: i === 0 ? others : [] }))
  })
  const isLeft = ({ event }: PickedEvent) => decided.get(event.id) === 'EXCLUDED'
  return {
    picked: candidates.filter((each) => !isLeft(each)),
    left: candidates.filter(isLeft).map(({ event }) => event),
  }
}

/** By day first: most sources tell no more, and what is read from a document tells no less. */
export function byTime(a: StoredEvent, b: StoredEvent): number {
  const key = ({ publishedOn, publishedAt, id }: StoredEvent) => `${publishedOn} ${publishedAt} ${id}`
  return key(a) < key(b) ? -1 : 1
}
