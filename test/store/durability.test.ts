import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { eventId } from '../../src/model/event-id.ts'
import { openStore } from '../../src/store/index.ts'
import { sampleDraft } from './sample-draft.ts'
import { pgliteHome, postgresHome, postgresMissing, type StoreHome } from './store-homes.ts'

const script = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url))
const noPostgres = await postgresMissing()

function spawnWriter(home: StoreHome, start: number): ChildProcess {
  return spawn(process.execPath, [script, JSON.stringify(home.options), String(start)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Lets a writer acknowledge some commits, kills it in the middle of the next, and returns the last event it promised. */
async function writeAndKill(home: StoreHome, start: number, commits: number): Promise<number> {
  const writer = spawnWriter(home, start)
  const gone = once(writer, 'exit')
  let last = start - 1
  let acknowledged = 0
  for await (const line of createInterface({ input: writer.stdout! })) {
    if (!line.startsWith('ack')) continue
    last = Number(line.split(' ')[2])
    if (++acknowledged === commits) writer.kill('SIGKILL')
  }
  const [, signal] = await gone
  expect(signal).toBe('SIGKILL')
  return last
}

function survivesKills(createHome: () => Promise<StoreHome>) {
  return async () => {
    const home = await createHome()
    try {
      let last = -1
      for (const commits of [3, 11, 20]) {
        last = await writeAndKill(home, last + 1, commits)
        await using store = await home.open()
        const promised = Array.from({ length: last + 1 }, (_, n) => eventId(`https://news.example/${n}`))
        const found = await store.events.byIds(promised)
        expect(found.filter((event) => event === null)).toEqual([])
        const entries = await store.changes.entries(0, 100_000)
        expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
        expect(await store.changes.head()).toBe(entries.length)
        // A commit that was not acknowledged is there whole, with its checkpoint, or not at all.
        expect(entries.length % 5).toBe(0)
        const checkpoint = await store.checkpoints.get('kz/sample')
        expect(checkpoint?.state).toEqual({ last: entries.length - 1 })
        last = entries.length - 1
      }
    } finally {
      await home.drop()
    }
  }
}

describe('kill -9 of a writer loses nothing it acknowledged', () => {
  it('PGlite', { timeout: 120_000 }, survivesKills(pgliteHome))
  it.skipIf(noPostgres)('PostgreSQL', { timeout: 120_000 }, survivesKills(postgresHome))
})

describe('a data folder', () => {
  it('refuses a second process and names the first', { timeout: 60_000 }, async () => {
    const home = await pgliteHome()
    const writer = spawnWriter(home, 0)
    const gone = once(writer, 'exit')
    try {
      await once(createInterface({ input: writer.stdout! }), 'line')
      await expect(home.open()).rejects.toThrow(
        new RegExp(`in use by process ${writer.pid}\\b.*DATABASE_URL`),
      )
    } finally {
      writer.kill('SIGKILL')
      await gone
    }
    // The killed process left its lock behind; that stops nobody.
    await using store = await home.open()
    await expect(home.open()).rejects.toThrow(`in use by process ${process.pid}`)
    await store[Symbol.asyncDispose]()
    await (await home.open())[Symbol.asyncDispose]()
    await home.drop()
  })

  it('is looked after as a server would: the planner knows what is in it', { timeout: 60_000 }, async () => {
    const home = await pgliteHome()
    await using store = await home.open()
    const drafts = Array.from({ length: 1000 }, (_, n) =>
      sampleDraft({ url: `https://news.example/${n}`, body: '' }),
    )
    const known = async () =>
      (
        await store.db.query<{ rows: number }>(
          `SELECT reltuples AS rows FROM pg_class WHERE relname = 'events'`,
        )
      )[0]
    await store.commit({ sourceId: 'kz/sample', drafts: drafts.slice(0, 999), at: '2025-04-10T08:00:00Z' })
    expect((await known())!.rows).toBeLessThan(1)
    await store.commit({ sourceId: 'kz/sample', drafts, at: '2025-04-10T08:00:00Z' })
    expect((await known())!.rows).toBe(1000)
    await home.drop()
  })

  it('keeps log and events when it is closed and opened again', { timeout: 60_000 }, async () => {
    const home = await pgliteHome()
    if (!('dataDir' in home.options)) throw new Error('PGlite keeps a folder')
    const first = await openStore({ dataDir: home.options.dataDir })
    const { id } = first.changes
    await first[Symbol.asyncDispose]()
    const second = await openStore({ dataDir: home.options.dataDir })
    expect(second.changes.id).toBe(id)
    await second[Symbol.asyncDispose]()
    await home.drop()
  })
})
