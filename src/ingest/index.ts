export { poll, type RunReport } from './poll.ts'
export type { IngestLog, Ports } from './ports.ts'
