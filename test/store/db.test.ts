import { PgBoss } from 'pg-boss'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/types.ts'
import { postgresMissing } from './store-homes.ts'
import { onBothHomes } from './suites.ts'

function dbContract(store: () => Store): void {
  it('gives counters as numbers, days as text, instants as Dates, JSON parsed', async () => {
    const [row] = await store().db.query(
      `SELECT 5::bigint AS n, DATE '2025-04-10' AS day, TIMESTAMPTZ '2025-04-10T08:00:00Z' AS at,
         '{"a":[1]}'::jsonb AS json, ARRAY['x'] AS list, $1::text[] AS given`,
      [['a,b', '"', '\\', '{}']],
    )
    expect(row).toEqual({
      n: 5,
      day: '2025-04-10',
      at: new Date('2025-04-10T08:00:00Z'),
      json: { a: [1] },
      list: ['x'],
      given: ['a,b', '"', '\\', '{}'],
    })
  })

  it('runs a script of several statements, and gives the rows of all', async () => {
    expect(await store().db.exec('BEGIN; SELECT 1 AS a; SELECT 2 AS a; COMMIT')).toEqual([{ a: 1 }, { a: 2 }])
  })

  it('goes on after a script that failed inside its own transaction', async () => {
    await expect(store().db.exec('BEGIN; SELECT 1/0; COMMIT')).rejects.toMatchObject({ code: '22012' })
    expect(await store().db.query('SELECT 1 AS a')).toEqual([{ a: 1 }])
  })

  it('rolls a transaction back when it throws, and says what was thrown', async () => {
    const failed = store().db.transaction(async (tx) => {
      await tx.query(`INSERT INTO vanished VALUES ('a', now(), now())`)
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    expect(await store().db.query('SELECT * FROM vanished')).toEqual([])
  })

  it('keeps apart transactions that run at once', async () => {
    const add = (n: number) =>
      store().db.transaction(async (tx) => {
        await tx.query(`INSERT INTO vanished VALUES ($1, now(), now())`, [`v${n}`])
        if (n % 2) throw new Error('odd')
      })
    await Promise.allSettled(Array.from({ length: 20 }, (_, n) => add(n)))
    expect(await store().db.query('SELECT * FROM vanished')).toHaveLength(10)
  })

  it('carries a pg-boss queue', { timeout: 60_000 }, async () => {
    const { db } = store()
    const schema = `boss_${Math.random().toString(36).slice(2)}`
    const executeSql = async (text: string, values?: unknown[]) => ({
      rows: values?.length ? await db.query(text, values) : await db.exec(text),
    })
    const boss = new PgBoss({
      db: { executeSql },
      schema,
      backend: db.home,
    })
    try {
      await boss.start()
      await boss.createQueue('polls')
      await boss.send('polls', { source: 'kz/sample' })
      const [job] = await boss.fetch<{ source: string }>('polls')
      expect(job?.data).toEqual({ source: 'kz/sample' })
    } finally {
      await boss.stop({ graceful: false })
      await db.exec(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
    }
  })
}

const noPostgres = await postgresMissing()
describe('Db', () => onBothHomes(noPostgres, dbContract))
