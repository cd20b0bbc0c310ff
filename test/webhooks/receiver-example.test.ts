import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReceiver, type Message } from '../../examples/webhook-receiver/receiver.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { startWebhookGateway, type WebhookGateway } from './webhook-gateway.ts'

let store: Store
let gateway: WebhookGateway
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-receiver-'))
  store = await openStore({ dataDir: 'memory://' })
  gateway = await startWebhookGateway(store)
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('the example takes each message once over restarts, failures and replays, and keeps its place', async () => {
  const journal = join(folder, 'journal.ndjson')
  const told: Message[] = []
  let fails = false
  let secrets: string[] = []
  const open = () =>
    createReceiver({
      secrets,
      journal,
      onMessage(message) {
        if (fails) throw new Error('the disk is full')
        told.push(message)
      },
    })
  let receiver = open()
  const server = createServer((request, response) => receiver.listener(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const patience = { timeout: 20_000, interval: 20 }
  const seqs = () => told.map(({ data }) => data.seq)
  try {
    const { id, secret } = await gateway.hook(url)
    const attempts = async () => (await gateway.webhook(id, 'attempts')).attempts

    await gateway.add([1])
    await expect.poll(attempts, patience).toBe(1)
    const [refused] = (await gateway.webhook(id, 'deliveries { status }')).deliveries
    expect(refused).toEqual({ status: 401 })

    secrets = [secret]
    receiver = open()
    gateway.clock.aheadMs = 60_000
    await gateway.add([2, 3])
    await expect.poll(seqs, patience).toEqual([1, 2, 3])

    fails = true
    await gateway.add([4])
    await expect.poll(attempts, patience).toBe(1)
    fails = false
    // As after a power cut in the middle of a line.
    appendFileSync(journal, '{"id":"msg_')
    receiver = open()
    gateway.clock.aheadMs = 120_000
    await expect.poll(seqs, patience).toEqual([1, 2, 3, 4])

    receiver = open()
    expect(receiver.cursor).toBe(told[3]!.data.cursor)
    const replay = `replayWebhook(id: "${id}", after: "${told[0]!.data.cursor}") { id }`
    expect((await gateway.mutate(replay)).errors).toBeUndefined()
    await gateway.add([5])
    await expect.poll(seqs, patience).toEqual([1, 2, 3, 4, 5])

    const { data } = await gateway.ask(
      `{ eventChanges(after: "${receiver.cursor}") { nodes { seq } pageInfo { endCursor } } }`,
    )
    expect(data.eventChanges).toEqual({ nodes: [], pageInfo: { endCursor: receiver.cursor } })
    const forged = await fetch(url, { method: 'POST', body: '{}', headers: { 'webhook-id': 'msg_x' } })
    expect(forged.status).toBe(401)
  } finally {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})
