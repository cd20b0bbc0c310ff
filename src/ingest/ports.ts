import type { Fetcher } from '../fetch/types.ts'
import type { Clock } from '../model/clock.ts'
import type { Store } from '../store/types.ts'
import type { parseDate as ParseDate, understand as Understand } from '../understand/index.ts'
import type { ReadingPool } from './reading/reading-pool.ts'

type Write = (details: object, message: string) => void

/** The part of a pino logger that ingest uses. */
export interface IngestLog {
  debug: Write
  info: Write
  warn: Write
  error: Write
}

/** All that one poll reaches the world through. */
export interface Ports {
  fetcher: Fetcher
  store: Pick<Store, 'commit' | 'checkpoints' | 'events' | 'health' | 'vanished'>
  understand: typeof Understand
  parseDate: typeof ParseDate
  /** Reads items in threads of their own; here, by `understand`, when absent. */
  reading?: Pick<ReadingPool, 'atOnce' | 'toDraft'>
  clock: Clock
  log: IngestLog
  /** How many times faster than real time schedules run; 1 unless this is a demonstration. */
  pace?: number
  /** 0 ≤ n < 1; spreads polls of sources that failed together. */
  random?: () => number
  signal?: AbortSignal
}
