import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { toCursor } from '../../src/model/cursor.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { type Client, startClients } from './clients.ts'
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts'
import type { PrivatePostgres } from './private-postgres.ts'
import { write } from './write.ts'

export interface TortureOptions {
  postgres: PrivatePostgres
  seconds: number
  /** Changes a second. */
  rate: number
  say(line: string): void
}

export interface Verdict {
  name: string
  expected: number
  seen: number
  reconnects: number
  /** How often it was cut off for reading too slowly. */
  tooSlow: number
  /** First place at which what was seen differs from the log; null where nothing does. */
  wrong: string | null
}

export interface TortureReport {
  changes: number
  kills: number
  cuts: number
  restarts: number
  /** Most memory a gateway held, MB. */
  peakRss: number
  verdicts: Verdict[]
}

const gateways = 2

/** Changes by the second, everything failing around them; then each client's changes against the log's. */
export async function torture({ postgres, seconds, rate, say }: TortureOptions): Promise<TortureReport> {
  await using owned = new AsyncDisposableStack()
  const store = owned.use(await openStore({ databaseUrl: postgres.url, schema: 'torture', poolSize: 1 }))
  const serving: GatewayProcess[] = []
  for (let i = 0; i < gateways; i++) serving.push(owned.use(await startGatewayProcess(postgres.url)))
  const reading = new AbortController()
  const clients = startClients({
    urls: serving.map(({ url }) => url),
    start: toCursor({ log: store.changes.id, seq: 0 }),
    signal: reading.signal,
  })

  const writing = AbortSignal.timeout(seconds * 1000)
  const harm = createHarm(postgres, serving, say)
  const written = write(postgres.url, rate, writing)
  await Promise.all([
    repeat(writing, () => harm.kill(), between(seconds / 20, seconds / 10, 20, 40)),
    repeat(writing, () => harm.cut(), between(seconds / 12, seconds / 8, 10, 30)),
    repeat(
      writing,
      () => harm.restart(),
      () => seconds / 3,
    ),
    written,
  ])
  say(`Writing is over after ${await written} changes; waiting for the clients …`)
  const verdicts = await judge(store, clients)
  reading.abort()
  await Promise.all(clients.map(({ done }) => done))
  return { changes: await store.changes.head(), ...harm.counts, verdicts }
}

/** A span in seconds that is shorter in short runs. */
function between(from: number, to: number, longestFrom: number, longestTo: number): () => number {
  const [low, high] = [Math.min(Math.max(from, 4), longestFrom), Math.min(Math.max(to, 8), longestTo)]
  return () => low + Math.random() * (high - low)
}

async function repeat(signal: AbortSignal, act: () => Promise<void>, seconds: () => number): Promise<void> {
  for (;;) {
    await pause(seconds() * 1000, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    await act()
  }
}

function createHarm(postgres: PrivatePostgres, serving: GatewayProcess[], say: (line: string) => void) {
  const counts = { kills: 0, cuts: 0, restarts: 0, peakRss: 0 }
  return {
    counts,
    async kill() {
      const gateway = serving[counts.kills % serving.length]!
      counts.kills += 1
      counts.peakRss = Math.max(counts.peakRss, gateway.rss())
      await gateway.kill()
      say(`kill -9 of gateway ${counts.kills % serving.length}; it is back`)
    },
    async cut() {
      const client = new pg.Client({ connectionString: postgres.url })
      client.on('error', () => {})
      try {
        await client.connect()
        const { rowCount } = await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bulletin'`,
        )
        counts.cuts += 1
        say(`${rowCount} connections to the database cut`)
      } catch {
        // It is restarting, which is worse.
      } finally {
        await client.end().catch(() => {})
      }
    },
    async restart() {
      const mode = counts.restarts % 2 === 0 ? 'immediate' : 'fast'
      counts.restarts += 1
      await postgres.restart(mode)
      say(`PostgreSQL restarted (${mode})`)
    },
  }
}

/** Gives clients a minute without any harm to get to the end of the log. */
export async function judge(store: Store, clients: Client[]): Promise<Verdict[]> {
  const log = await readLog(store)
  const wanted = clients.map(({ wants }) => log.filter(wants).map(({ seq }) => seq))
  // However far behind the slow one is: as long as it gets on.
  let patience = AbortSignal.timeout(60_000)
  let seenBefore = 0
  while (!patience.aborted && clients.some(({ seen }, i) => seen.length < wanted[i]!.length)) {
    await pause(100)
    const seenNow = clients.reduce((sum, { seen }) => sum + seen.length, 0)
    if (seenNow > seenBefore) patience = AbortSignal.timeout(60_000)
    seenBefore = seenNow
  }
  return clients.map(({ name, seen, reconnects, tooSlow }, i) => {
    const expected = wanted[i]!
    const at = expected.findIndex((seq, n) => seen[n] !== seq)
    const wrong =
      at < 0 && seen.length === expected.length ? null : `at ${at}: ${seen[at]} for ${expected[at]}`
    return { name, expected: expected.length, seen: seen.length, reconnects, tooSlow, wrong }
  })
}

interface LogEntry {
  seq: number
  kind: string
  country: string
}

async function readLog(store: Store): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (let after = 0; ; ) {
    const { changes, position, hasMore } = await store.changes.page({ after, limit: 1000 })
    entries.push(...changes.map(({ seq, kind, event }) => ({ seq, kind, country: event.country })))
    after = position
    if (!hasMore) return entries
  }
}
