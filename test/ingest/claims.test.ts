import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openClaims } from '../../src/ingest/index.ts'
import { openQueue, peerQueueName, queueName } from '../../src/ingest/open-queue.ts'
import { sendPoll } from '../../src/ingest/plan-polls.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { source } from '../doubles/start-gateway.ts'

const databaseUrl = 'postgres://postgres@127.0.0.1:5432/test'
const hasPostgres = await reaches()
if (!hasPostgres) console.warn('SKIPPED: claims of sources — no PostgreSQL at 127.0.0.1:5432')

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const clock = { now: () => new Date() }
const [mine, other] = [source('kz/polisia-ru', 'KZ'), source('tj/akn', 'TJ')]

describe.skipIf(!hasPostgres)('a command beside a poller', () => {
  const id = randomBytes(4).toString('hex')
  const [schema, jobs] = [`claims_${id}`, `claims_jobs_${id}`]
  let store: Store
  /** Stands for the poller: takes what is due, and works as long as it is told to. */
  let poller: Awaited<ReturnType<typeof openQueue>>
  beforeAll(async () => {
    store = await openStore({ databaseUrl, schema })
    poller = await openQueue({ db: store.db, log: quiet, schema: jobs })
  })
  afterAll(async () => {
    await poller?.stop({ graceful: false, close: false })
    await store?.[Symbol.asyncDispose]()
    if (!hasPostgres) return
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    for (const each of [schema, jobs]) await client.query(`DROP SCHEMA IF EXISTS ${each} CASCADE`)
    await client.end()
  })

  const open = (patienceMs?: number) =>
    openClaims({ db: store.db, log: quiet, clock, schema: jobs, patienceMs })
  const due = async () => {
    const fetched = await poller.fetch<{ source: string }>(queueName, { batchSize: 10 })
    return fetched
  }
  const idsOf = (fetched: Awaited<ReturnType<typeof due>>) => fetched.map(({ data }) => data.source)

  test('keeps the poller from the source it visits, from no other, and gives it back', async () => {
    const past = new Date(Date.now() - 1000)
    for (const each of [mine, other]) await sendPoll(poller, queueName, each, past)
    await using claims = await open()
    const claim = await claims.claim(mine)
    const first = await due()
    expect(idsOf(first)).toEqual([other.id])
    await claim[Symbol.asyncDispose]()
    const second = await due()
    expect(idsOf(second)).toEqual([mine.id])
    await poller.complete(
      queueName,
      [...first, ...second].map((job) => job.id),
    )
  })

  test('waits for a visit that is under way', async () => {
    await sendPoll(poller, queueName, mine, new Date(Date.now() - 1000))
    const [job] = await due()
    await using claims = await open()
    let isClaimed = false
    const claiming = claims.claim(mine).then((claim) => {
      isClaimed = true
      return claim
    })
    await sendPoll(poller, queueName, mine, new Date(Date.now() - 1000))
    expect(isClaimed).toBe(false)
    await poller.complete(queueName, job!.id)
    await using _ = await claiming
    expect(await due()).toEqual([])
  })

  test('does not wait for a peer that is followed', async () => {
    const peer = { ...source('peer/kz', 'KZ'), homepage: 'https://kz.example/' }
    await sendPoll(poller, peerQueueName, peer, new Date(Date.now() - 1000))
    const [job] = await poller.fetch(peerQueueName)
    await using claims = await open()
    await expect(claims.claim(peer)).rejects.toThrow(/A poller follows peer\/kz/)
    await poller.complete(peerQueueName, job!.id)
  })

  test('says so where that visit does not end', async () => {
    await sendPoll(poller, queueName, other, new Date(Date.now() - 1000))
    const [job] = await due()
    await using claims = await open(0)
    await expect(claims.claim(other)).rejects.toThrow(/A poller has been visiting tj\/akn/)
    await poller.complete(queueName, job!.id)
  })
})

async function reaches(): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
