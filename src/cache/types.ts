/** A store of byte strings; one interface, two homes: memory and Redis. Failures never reach the caller. */
export interface Cache extends AsyncDisposable {
  /** Same length and order as `keys`; null for a miss. */
  getMany(keys: string[]): Promise<(string | null)[]>
  setMany(entries: { key: string; value: string; ttlSeconds: number }[]): Promise<void>
  deleteMany(keys: string[]): Promise<void>
  /** True while the home behind it answers; reads miss and writes vanish while false. */
  readonly healthy: boolean
}
