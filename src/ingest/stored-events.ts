import type { StoredEvent } from '../model/event.ts'
import type { Store } from '../store/types.ts'
import type { Visit } from './visit.ts'

/** Events stored at the addresses that a visit touches, by id. */
export async function storedEvents(
  { read, selection }: Pick<Visit, 'read' | 'selection'>,
  { events }: Pick<Store, 'events'>,
): Promise<Map<string, StoredEvent>> {
  const ids = new Set([
    ...read.readings.map(({ entry }) => entry.id),
    ...read.gone.map(({ entry }) => entry.id),
    ...selection.due.map(([id]) => id),
  ])
  const found = await events.byIds([...ids])
  return new Map(found.filter((event) => event !== null).map((event) => [event.id, event]))
}
