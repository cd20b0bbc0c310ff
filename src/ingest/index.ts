export { type BackfillProgress, backfill } from './backfill.ts'
export { checkSource, type StrategyCheck } from './check-source.ts'
export { createFetchItems, type FetchItemsPorts } from './fetch-items.ts'
export { type Claims, openClaims } from './open-claims.ts'
export { type Peer, type PeerSettings, toPeer } from './peer/peer.ts'
export type { PeerPorts } from './peer/ports.ts'
export { visitPeer } from './peer/visit-peer.ts'
export { poll, type RunReport } from './poll.ts'
export { createPoller, type PollerPorts } from './poller.ts'
export type { IngestLog, Ports } from './ports.ts'
export { createReadingPool, type ReadingPool } from './reading/reading-pool.ts'
export { sourceOf } from './source-of.ts'
export {
  type UnderstandAgainProgress,
  understandAgain,
} from './understand-again.ts'
