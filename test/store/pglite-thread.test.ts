import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isDatabaseAway } from '../../src/model/database-away.ts'
import { withSignal } from '../../src/model/deadline.ts'
import { openDb } from '../../src/store/open-db.ts'
import type { Db } from '../../src/store/types.ts'
import { pgliteHome, type StoreHome } from './store-homes.ts'

// Node tells of every thread it starts.
const threads: Worker[] = []
process.on('worker', (thread) => threads.push(thread))

/** Seconds of work for the database, on whatever machine. */
const longStatement = 'SELECT count(*)::int AS n FROM generate_series(1, 4000000)'

describe('the embedded database works in a thread of its own', () => {
  let home: StoreHome
  let db: Db
  beforeAll(async () => {
    home = await pgliteHome()
    db = (await openDb(home.options)).db
    await db.exec('CREATE TABLE notes (id int PRIMARY KEY, bytes bytea)')
  }, 120_000)
  afterAll(async () => {
    await db?.[Symbol.asyncDispose]()
    await home?.drop()
  })

  it('leaves the event loop its turns while a statement takes long', { timeout: 120_000 }, async () => {
    let isRunning = true
    let turns = 0
    const count = () => {
      turns++
      if (isRunning) setTimeout(count, 1)
    }
    count()
    const [row] = await db.query(longStatement)
    isRunning = false
    expect(row).toEqual({ n: 4_000_000 })
    // In this thread it would have been one.
    expect(turns).toBeGreaterThan(50)
  })

  it('tells of an error all that the database tells', async () => {
    await expect(db.query('SELECT nothing FROM notes')).rejects.toMatchObject({
      ...{ code: '42703', position: '8', message: 'column "nothing" does not exist' },
    })
    await db.query('INSERT INTO notes VALUES ($1, NULL)', [1])
    await expect(db.query('INSERT INTO notes VALUES ($1, NULL)', [1])).rejects.toMatchObject({
      ...{ code: '23505', constraint: 'notes_pkey', detail: 'Key (id)=(1) already exists.' },
    })
  })

  it('hands bytes over and back', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, n) => n % 251)
    await db.query('INSERT INTO notes VALUES ($1, $2)', [2, bytes])
    expect(bytes).toHaveLength(100_000)
    const [row] = await db.query<{ bytes: Uint8Array }>('SELECT bytes FROM notes WHERE id = 2')
    expect(Buffer.compare(row!.bytes, bytes)).toBe(0)
  })

  it('does not begin what nobody waits for any more', { timeout: 120_000 }, async () => {
    const long = db.query(longStatement)
    const second = db.query('SELECT 1')
    const nobody = new AbortController()
    const dropped = withSignal(nobody.signal, () => db.query('INSERT INTO notes VALUES (3, NULL)'))
    nobody.abort(new Error('the client has left'))
    await expect(dropped).rejects.toThrow('the client has left')
    await Promise.all([long, second])
    expect(await db.query('SELECT id FROM notes WHERE id = 3')).toEqual([])
  })

  it('goes on in a new thread when the old one dies: what was under way fails, what was stored is there', {
    timeout: 120_000,
  }, async () => {
    const heard: string[] = []
    const stop = await db.listen('news', (payload) => heard.push(payload))
    await db.query('INSERT INTO notes VALUES (4, NULL)')
    const before = threads.length
    const torn = db.transaction(async (tx) => {
      await tx.query('INSERT INTO notes VALUES (5, NULL)')
      const statement = tx.query(longStatement)
      await threads.at(-1)!.terminate()
      await statement
    })
    const error = await torn.then(
      () => null,
      (thrown) => thrown,
    )
    expect(isDatabaseAway(error)).toBe(true)
    expect(error.message).toContain('stopped')
    expect(await db.query('SELECT id FROM notes WHERE id IN (4, 5)')).toEqual([{ id: 4 }])
    expect(threads).toHaveLength(before + 1)
    // Notifications may have been lost with the thread: listeners are called once, and again as before.
    await vi.waitFor(() => expect(heard).toEqual(['']), 60_000)
    await db.query("SELECT pg_notify('news', 'again')")
    await vi.waitFor(() => expect(heard).toEqual(['', 'again']), 60_000)
    await stop()
  })

  it('says that all is lost when the thread of a database in memory dies', { timeout: 120_000 }, async () => {
    const { db: inMemory } = await openDb({ dataDir: 'memory://' })
    await threads.at(-1)!.terminate()
    await expect(inMemory.query('SELECT 1')).rejects.toThrow(/stopped.*in memory only and is lost/)
    await inMemory[Symbol.asyncDispose]()
    await expect(inMemory.query('SELECT 1')).rejects.toThrow(/lost|closed/)
  })
})
