import type { Fetcher } from '../../fetch/types.ts'
import type { SourceFacts } from '../../model/source.ts'
import type { Store } from '../../store/types.ts'
import type { Ports } from '../ports.ts'

/** All that following a peer reaches the world through. */
export interface PeerPorts extends Omit<Ports, 'store' | 'fetcher' | 'parseDate'> {
  fetcher: Pick<Fetcher, 'fetch' | 'stream'>
  store: Pick<Store, 'commit' | 'checkpoints' | 'events' | 'health'> & {
    changes: Pick<Store['changes'], 'id'>
  }
  /** Every source a connector describes, by id. */
  known: Map<string, SourceFacts>
  /** Ids of those that are read here. */
  readHere: ReadonlySet<string>
}
