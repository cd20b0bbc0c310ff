import { describe, expect, test } from 'vitest'
import { toCursor } from '../../../src/model/cursor.ts'
import { postgresHome, postgresMissing, type StoreHome } from '../../store/store-homes.ts'
import { type LiveGateway, numbered, startLiveGateway } from './live-gateway.ts'
import type { Transport } from './live-reader.ts'
import { sseTransport } from './sse-transport.ts'
import { webSocketTransport } from './websocket-transport.ts'

const noPostgres = await postgresMissing()
const query = 'subscription ($after: String) { eventChanges(after: $after) { seq cursor } }'
const transports = [webSocketTransport, sseTransport]

/** Two gateways, each with connections of its own, on one database. */
async function withReplicas(
  run: (gateways: [LiveGateway, LiveGateway], home: StoreHome) => Promise<void>,
  prepare: (store: Awaited<ReturnType<StoreHome['open']>>) => void = () => {},
): Promise<void> {
  const home = await postgresHome()
  const open = async () => {
    const store = await home.open()
    prepare(store)
    return { store, gateway: await startLiveGateway(store) }
  }
  const replicas = [await open(), await open()] as const
  try {
    await run([replicas[0].gateway, replicas[1].gateway], home)
  } finally {
    for (const { gateway, store } of replicas) {
      await gateway[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    }
    await home.drop()
  }
}

/** A client that is cut off after every few changes, and comes back elsewhere, by another way each time. */
async function wander(gateways: LiveGateway[], total: number, ways: Transport[]): Promise<number[]> {
  const seen: number[] = []
  let after = toCursor({ log: gateways[0]!.store.changes.id, seq: 0 })
  for (let turn = 0; seen.length < total; turn++) {
    const { read } = ways[turn % ways.length]!
    // In step with neither: each way is used at each gateway.
    const { url } = gateways[(turn >> 1) % gateways.length]!
    const reading = await read(url, { query, variables: { after } })
    await reading.until(Math.min(1 + (turn % 7), total - seen.length))
    reading.drop()
    for (const { data } of reading.results) {
      seen.push(data.eventChanges.seq)
      after = data.eventChanges.cursor
    }
  }
  return seen
}

describe.skipIf(noPostgres)('replicas on one PostgreSQL', () => {
  test('a subscriber goes from one to the other with its cursor, and back, by any transport', async () => {
    await withReplicas(async (gateways) => {
      const total = 150
      const wandering = [[webSocketTransport], [sseTransport], transports].map((ways) =>
        wander(gateways, total, ways),
      )
      const writing = gateways.map(async (gateway, replica) => {
        for (let n = 0; n < total / 2; n++) await gateway.add(replica * 1000 + n)
      })
      await Promise.all(writing)
      const expected = Array.from({ length: total }, (_, i) => i + 1)
      for (const seen of await Promise.all(wandering)) expect(seen).toEqual(expected)
    })
  })

  test('a notification that is lost delays a change, and loses none', async () => {
    const deaf = (store: { db: { listen: unknown } }) => {
      store.db.listen = async () => async () => {}
    }
    await withReplicas(async ([writer, other]) => {
      const readings = await Promise.all(
        transports.map(async ({ read }) =>
          read(other.url, { query, variables: { after: await other.head() } }),
        ),
      )
      await writer.commit([numbered(1), numbered(2)])
      await writer.add(3)
      for (const reading of readings) {
        const seqs = (await reading.until(3)).map(({ data }) => data.eventChanges.seq)
        expect(seqs).toEqual([1, 2, 3])
        reading.drop()
      }
    }, deaf)
  })
})
