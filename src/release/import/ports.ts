import type { Clock } from '../../model/clock.ts'
import type { FetchItems } from '../../model/item.ts'
import type { SourceFacts } from '../../model/source.ts'
import type { Store } from '../../store/types.ts'
import type { understand as Understand } from '../../understand/index.ts'

export interface ImportPorts {
  store: Pick<Store, 'commit' | 'events' | 'releases'>
  /** Reads the originals; none: only what the document says is stored. */
  fetchItems: FetchItems | null
  /** Which source an address belongs to. */
  sourceOf(address: string): SourceFacts | null
  understand: typeof Understand
  clock: Clock
  /** After each original that was tried. */
  onProgress?(done: number, total: number): void
}

export interface ImportReport {
  file: string
  type: 'release' | 'press-release'
  title: string
  events: number
  added: number
  revised: number
  unchanged: number
  /** Already stored from the site itself; the release only points at them. */
  attached: number
  /** Originals that were read. */
  fetched: number
  /** What a person should look at, a sentence each. */
  problems: string[]
}
