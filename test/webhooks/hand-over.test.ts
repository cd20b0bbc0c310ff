import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createPoster } from '../../src/fetch/index.ts'
import type { Poster } from '../../src/fetch/types.ts'
import type { Store } from '../../src/store/types.ts'
import { numbered } from '../server/live/live-gateway.ts'
import { postgresHome, postgresMissing } from '../store/store-homes.ts'
import { startReceiver } from './receiver.ts'
import { startWebhookGateway, type WebhookGateway } from './webhook-gateway.ts'

const noPostgres = await postgresMissing()
const patience = { timeout: 30_000, interval: 20 }
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1)

/** Gateways, each with connections of its own, on one database. */
async function withReplicas(
  count: number,
  posterOf: (replica: number) => Poster,
  run: (gateways: WebhookGateway[], stores: Store[]) => Promise<void>,
): Promise<void> {
  const home = await postgresHome()
  await using owned = new AsyncDisposableStack()
  owned.defer(() => home.drop())
  const stores: Store[] = []
  const gateways: WebhookGateway[] = []
  for (let replica = 0; replica < count; replica++) {
    const store = owned.use(await home.open())
    stores.push(store)
    const poster = owned.use(posterOf(replica))
    const limits = { leaseMs: 1_500, drainMs: 100 }
    gateways.push(owned.use(await startWebhookGateway(store, limits, { poster })))
  }
  await run(gateways, stores)
}

const loopback = () => createPoster({ privateHosts: ['127.0.0.1'] })

describe.skipIf(noPostgres)('webhooks served by several gateways', () => {
  test('are told each change once, in order, whoever serves them', async () => {
    await withReplicas(3, loopback, async (gateways) => {
      const receivers = await Promise.all(upTo(4).map(() => startReceiver()))
      await using owned = new AsyncDisposableStack()
      for (const receiver of receivers) owned.use(receiver)
      for (const { url } of receivers) await gateways[0]!.hook(url)
      for (let n = 1; n <= 40; n++) await gateways[n % 3]!.add([n])
      for (const receiver of receivers) {
        await expect.poll(() => receiver.received.length, patience).toBe(40)
        expect(receiver.seqs()).toEqual(upTo(40))
      }
    })
  })

  test('go on with another when the one that serves them falls silent in the middle', async () => {
    await using receiver = await startReceiver()
    const real = loopback()
    let silent = false
    /** Like a process that was stopped: what it has begun never ends, and it holds its lease. */
    const halting = (): Poster => ({
      check: real.check,
      post: (request) =>
        silent
          ? new Promise((_, reject) => request.signal?.addEventListener('abort', () => reject(new Error())))
          : real.post(request),
      [Symbol.asyncDispose]: () => real[Symbol.asyncDispose](),
    })
    await withReplicas(
      2,
      (replica) => (replica === 0 ? halting() : loopback()),
      async ([first, second]) => {
        await first!.hook(receiver.url)
        silent = true
        for (let n = 1; n <= 20; n++) await second!.add([n])
        await expect.poll(() => receiver.seqs().at(-1), patience).toBe(20)
        expect([...new Set(receiver.seqs())]).toEqual(upTo(20))
        await expect
          .poll(async () => (await second!.ask('{ webhooks { lag attempts } }')).data.webhooks, patience)
          .toEqual([{ lag: 0, attempts: 0 }])
      },
    )
  })

  test('are handed on at once when a gateway stops', async () => {
    await using receiver = await startReceiver((_, response) => void setImmediate(() => response.end()))
    await withReplicas(2, loopback, async ([first, second]) => {
      await first!.hook(receiver.url)
      for (let n = 1; n <= 30; n++) await second!.add([n])
      await first![Symbol.asyncDispose]()
      await expect.poll(() => receiver.seqs().at(-1), patience).toBe(30)
      expect([...new Set(receiver.seqs())]).toEqual(upTo(30))
    })
  })

  test('go on with another when the process that serves them is killed', async () => {
    const held = Promise.withResolvers<void>()
    await using receiver = await startReceiver(({ message }, response) => {
      // The sixth is taken and never answered: the process dies before it learns.
      if (message.data.seq === 6 && child.signalCode === null) held.resolve()
      else response.writeHead(204).end()
    })
    const home = await postgresHome()
    await using owned = new AsyncDisposableStack()
    owned.defer(() => home.drop())
    const store = owned.use(await home.open())
    const script = new URL('deliver-until-killed.ts', import.meta.url).pathname
    const child = spawn(process.execPath, [script, JSON.stringify(home.options), receiver.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    owned.defer(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    const ended = once(child, 'exit')
    for (let n = 1; n <= 12; n++)
      await store.commit({ sourceId: 'kz/sample', drafts: [numbered(n)], at: new Date().toISOString() })
    await held.promise
    child.kill('SIGKILL')
    await ended
    expect(receiver.seqs()).toEqual(upTo(6))
    const heir = owned.use(await startWebhookGateway(store))
    await expect.poll(() => receiver.seqs().at(-1), patience).toBe(12)
    expect(receiver.seqs()).toEqual([...upTo(6), ...upTo(12).slice(5)])
    expect(receiver.received[6]!.id).toBe(receiver.received[5]!.id)
    const { data } = await heir.ask('{ webhooks { deliveries { seq } } }')
    expect(data.webhooks[0].deliveries).toHaveLength(12)
  })
})
