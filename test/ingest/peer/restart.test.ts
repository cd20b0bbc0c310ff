import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src/model/clock.ts'
import { openStore } from '../../../src/store/index.ts'
import { startGateway } from '../../doubles/start-gateway.ts'
import { has, police, report, startState, until } from './state.ts'

const some = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => report('kz', from + i))

test('a peer that goes and comes back is failing meanwhile, and nothing is missed', {
  timeout: 600_000,
}, async () => {
  await using store = await openStore({ dataDir: 'memory://' })
  await using hub = await startState('hub', { reads: [] })
  const publish = (drafts: ReturnType<typeof some>) =>
    store.commit({ sourceId: 'kz/police', drafts, at: new Date().toISOString() })
  const start = (port: number) =>
    startGateway({ store, sources: [police('kz')], clock: systemClock, config: { host: '127.0.0.1', port } })

  await publish(some(1, 5))
  const first = await start(0)
  await hub.follow({ name: 'kz', url: first.url })
  await has(hub, 5)
  await until('it streams', async () => hub.log.some(({ message }) => message === 'following'))
  await first[Symbol.asyncDispose]()
  await until('it fails', async () => (await hub.health('kz'))?.status === 'FAILING')
  expect((await hub.health('kz'))!.lastError!.message).toMatch(/connection refused/)
  await publish(some(6, 9))
  await using _again = await start(Number(new URL(first.url).port))
  await has(hub, 9)
  await until('it is well again', async () => (await hub.health('kz'))?.status === 'HEALTHY')
  const entries = await hub.store.changes.entries(0, 100)
  expect(entries.map(({ kind }) => kind)).toEqual(Array(9).fill('ADDED'))
})

test('one killed while it catches up goes on where it was: each event once', {
  timeout: 900_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bulletin-peer-'))
  try {
    await using kz = await startState('kz')
    await kz.publish(...some(1, 450))
    await followUntil(150, dataDir, kz.url)
    await followUntil(450, dataDir, kz.url)
    await using store = await openStore({ dataDir })
    expect(await store.events.count({})).toBe(450)
    const entries = await store.changes.entries(0, 1_000)
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 450 }, (_, i) => i + 1))
    expect(new Set(entries.map(({ eventId }) => eventId)).size).toBe(450)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

/** A process of its own that follows until so many events are stored, then `kill -9`. */
async function followUntil(count: number, dataDir: string, url: string): Promise<void> {
  const script = join(import.meta.dirname, 'follow-until-killed.ts')
  const child = spawn(process.execPath, [script, dataDir, 'kz', url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) if (Number(line) >= count) break
  child.kill('SIGKILL')
  await ended
}
