import type { Source } from '../connector/types.ts'
import type { Clock } from '../model/clock.ts'
import type { SourceFacts } from '../model/source.ts'
import type { Store } from '../store/types.ts'
import type { IngestLog, Ports } from './ports.ts'
import { rereadEvents } from './reread-events.ts'
import { rereadRejections } from './reread-rejections.ts'

export interface UnderstandAgainPorts extends Pick<Ports, 'understand' | 'parseDate'> {
  store: Pick<Store, 'commit' | 'events' | 'rejections' | 'learnedSources'>
  /** Sources the connectors tell of; items turned down are judged again only for these. */
  sources: Source[]
  /** Facts of sources that are not read here: imported documents, connectors that are not polled. */
  others?: SourceFacts[]
  /** Version of the rules `understand` is. */
  rules: string
  clock: Clock
  log: IngestLog
  signal?: AbortSignal
}

export interface UnderstandAgainOptions {
  /** First day, or instant, of publication; for items turned down, of their rejection. */
  since: Date
  /** Ids of the sources wanted; all when absent. */
  sourceIds?: string[]
  /** Tell what would change, and change nothing. */
  dryRun?: boolean
  /** Also what these very rules have already read. */
  all?: boolean
}

export interface UnderstandAgainProgress {
  phase: 'EVENTS' | 'REJECTIONS'
  /** Events since then, and those looked at so far. */
  total: number
  seen: number
  /** Of those seen: already read by these rules; understood otherwise now; what cannot be read. */
  skipped: number
  revised: number
  failed: number
  /** Of the revised: no longer judged of the sphere. They stay, marked so. */
  offTopic: number
  /** Items turned down as off topic that were looked at, and those of them that are events now. */
  turnedDown: number
  added: number
}

/**
 * Reads stored texts with newer rules, oldest first, and looks again at what was turned down as off topic. Every batch
 * is one commit, and what these rules have read is passed over: cut off at any instant, the next run goes on.
 */
export async function* understandAgain(
  options: UnderstandAgainOptions,
  ports: UnderstandAgainPorts,
): AsyncGenerator<UnderstandAgainProgress> {
  const progress: UnderstandAgainProgress = {
    phase: 'EVENTS',
    ...{ total: 0, seen: 0, skipped: 0, revised: 0, failed: 0, offTopic: 0, turnedDown: 0, added: 0 },
  }
  for await (const _ of rereadEvents(progress, options, ports)) yield { ...progress }
  progress.phase = 'REJECTIONS'
  for await (const _ of rereadRejections(progress, options, ports)) yield { ...progress }
}
