import type { StoreHome } from '../../src/store/open-db.ts'

/** What a server under measurement is started with. */
export interface ServerOptions {
  /** Where the data is; the bare server has none. */
  place: StoreHome
  /** What the bare server answers, by the index a request names. */
  answers?: string[]
  /** Budgets of our own caches; the defaults when absent. */
  memory?: { entityBytes?: number; fragmentBytes?: number; responseBytes?: number }
}

export type StartServer = (options: ServerOptions) => Promise<{ url: string }>
