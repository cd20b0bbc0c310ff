import { LRUCache } from 'lru-cache'
import type { Clock } from '../model/clock.ts'
import type { EventFilter } from '../model/filter.ts'
import type { Store } from '../store/types.ts'
import { type CoverageNote, coverageNote } from './coverage-note.ts'
import type { Loaders } from './loaders.ts'
import type { SourceView } from './source-registry.ts'
import type { VersionReader } from './version-reader.ts'

export interface CoverageNotes {
  /** As `coverageNote` would tell it now. */
  of(asked: EventFilter[], load: Loaders): Promise<CoverageNote | null>
}

/** Every zone's days begin at one: between two of them the clock changes no note. */
const quarterHour = 15 * 60_000

/** Stands for what of the clock an answer can depend on. */
export function clockMark(now: Date): string {
  return `${Math.floor(now.getTime() / quarterHour)}/${Math.floor((now.getTime() - 1) / quarterHour)}`
}

/** Tells the same note again while nothing was written that could change it. */
export function createCoverageNotes(ports: {
  store: Store
  sources: SourceView[]
  clock: Clock
  versions: VersionReader
}): CoverageNotes {
  const { clock, versions } = ports
  const told = new LRUCache<string, Promise<CoverageNote | null>>({
    maxSize: 4_000_000,
    sizeCalculation: (_, key) => 2 * key.length + 2_000,
  })
  return {
    async of(asked, load) {
      if (asked.length === 0) return null
      const { writes } = await versions.current()
      const now = clock.now()
      const subjects = asked.map(({ published, sources, countries }) => [published, sources, countries])
      const key = `${writes} ${clockMark(now)} ${JSON.stringify(subjects)}`
      const known = told.get(key)
      if (known) return known
      const note = coverageNote(asked, { ...ports, load, now })
      told.set(key, note)
      note.catch(() => told.delete(key))
      return note
    },
  }
}
