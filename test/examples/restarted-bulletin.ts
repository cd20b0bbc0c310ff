import { setTimeout as pause } from 'node:timers/promises'
import { toCursor } from '../../src/model/cursor.ts'
import { openStore } from '../../src/store/index.ts'
import { type LiveGateway, numbered, startLiveGateway } from '../server/live/live-gateway.ts'
import { openUnreliableWay, type UnreliableWay } from './unreliable-way.ts'

/** A Bulletin that is restarted, behind a way that breaks; its store stays. */
export interface RestartedBulletin extends AsyncDisposable {
  way: UnreliableWay
  /** Cursor of the log's beginning. */
  start: string
  /** Commits so many events, each in a transaction of its own; returns the log's head. */
  add(count: number): Promise<number>
  /** Ends the gateway and starts another; nothing answers between. */
  restart(): Promise<void>
}

export async function openRestartedBulletin(): Promise<RestartedBulletin> {
  await using owned = new AsyncDisposableStack()
  const store = owned.use(await openStore({ dataDir: 'memory://' }))
  const way = owned.use(await openUnreliableWay())
  let gateway: LiveGateway = await startLiveGateway(store)
  let number = 0
  way.lead(gateway.url)
  const last = owned.move()
  return {
    way,
    start: toCursor({ log: store.changes.id, seq: 0 }),
    async add(count) {
      for (let i = 0; i < count; i++) await gateway.commit([numbered(++number)])
      return store.changes.head()
    },
    async restart() {
      way.lead(null)
      await gateway[Symbol.asyncDispose]()
      gateway = await startLiveGateway(store)
      way.lead(gateway.url)
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await last.disposeAsync()
    },
  }
}

/** Waits until it holds; throws what it last was where it never does. */
export async function waitFor<T>(look: () => T | Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  const until = performance.now() + 90_000
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > until) throw new Error(`Not within 90 s; last: ${JSON.stringify(seen)}`)
    await pause(50)
  }
}
