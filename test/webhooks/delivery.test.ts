import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { emptyStore } from '../store/store-homes.ts'
import { type Receiver, refuseWith, startReceiver, take, verify } from './receiver.ts'
import { startWebhookGateway, type WebhookGateway } from './webhook-gateway.ts'

let store: Store
let gateway: WebhookGateway
let receiver: Receiver
const patience = { timeout: 20_000, interval: 20 }
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  gateway = await startWebhookGateway(store)
})
beforeEach(async () => {
  await emptyStore(store)
  gateway.clock.aheadMs = 0
  receiver = await startReceiver()
})
afterEach(() => receiver[Symbol.asyncDispose]())
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})

const seqs = () => receiver.seqs()
const ids = () => receiver.received.map(({ id }) => id)
const state = async (id: string) =>
  gateway.webhook(id, 'state reason attempts failingSince nextAttemptAt lag cursor')
const minute = 60_000

describe('a webhook', () => {
  test('is told what is new in the order of the log, signed, with the cursor of every other way out', async () => {
    await gateway.add([1])
    const { id, secret } = await gateway.hook(receiver.url)
    await gateway.add([2, 3])
    await gateway.add([2], { title: 'Исправлено' })
    await gateway.withdraw(3)
    await expect.poll(seqs, patience).toEqual([2, 3, 4, 5])
    expect(receiver.received.map(({ message }) => message.type)).toEqual([
      ...['event.added', 'event.added', 'event.revised', 'event.withdrawn'],
    ])
    const { data } = await gateway.ask(
      '{ eventChanges(first: 9) { nodes { cursor seq kind at event { id url title source { name } } } } }',
    )
    for (const [index, received] of receiver.received.entries()) {
      expect(verify(received, secret)).toEqual(received.message)
      const { at, event, ...change } = data.eventChanges.nodes[index + 1]
      expect(received.message).toMatchObject({ timestamp: at, data: change })
      expect(received.message.data.event).toMatchObject({ id: event.id, url: event.url })
      expect(received.headers).toMatchObject({
        'content-type': 'application/json',
        'webhook-id': `msg_${id}_${change.seq}`,
        'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      })
    }
    expect(receiver.received[2]!.message.data.event.title).toBe('Исправлено')
    await expect
      .poll(() => state(id), patience)
      .toMatchObject({ state: 'ACTIVE', lag: 0, attempts: 0, cursor: data.eventChanges.nodes[4].cursor })
    const { deliveries } = await gateway.webhook(id, 'deliveries { seq attempt status delivered error }')
    expect(deliveries).toHaveLength(4)
    expect(deliveries[0]).toEqual({ seq: 5, attempt: 1, status: 204, delivered: true, error: null })
  })

  test('is told from a cursor on, and only what it asks for', async () => {
    await gateway.add([1, 2, 3], { country: 'KZ' })
    await gateway.add([4, 5], { country: 'TJ', sourceId: 'tj/akn', body: 'Задержан курьер.' })
    const { data } = await gateway.ask('{ eventChanges(first: 1) { pageInfo { endCursor } } }')
    const after = data.eventChanges.pageInfo.endCursor
    const tajik = await gateway.hook(receiver.url, { after, filter: { countries: ['TJ'] } })
    await expect.poll(seqs, patience).toEqual([4, 5])
    await gateway.add([4, 2], { title: 'Новое', country: 'TJ' })
    await gateway.mutate(`pauseWebhook(id: "${tajik.id}") { id }`)
    const words = { filter: { text: 'курьер' }, kinds: ['ADDED'] }
    await using other = await startReceiver()
    await gateway.hook(other.url, { after, ...words })
    await expect.poll(() => other.seqs(), patience).toEqual([4, 5].filter((seq) => seq === 5))
  })

  test('is told again, under the same id, what it did not take; what follows waits', async () => {
    receiver.answer = refuseWith(500)
    const { id, secret } = await gateway.hook(receiver.url)
    await gateway.add([1, 2])
    await expect.poll(() => state(id), patience).toMatchObject({ attempts: 1, lag: 2 })
    gateway.clock.aheadMs += minute
    await expect.poll(() => state(id), patience).toMatchObject({ attempts: 2 })
    const { failingSince, nextAttemptAt } = await state(id)
    expect(Date.parse(nextAttemptAt) - Date.parse(failingSince)).toBeGreaterThan(minute + 7_000)
    receiver.answer = take
    gateway.clock.aheadMs += minute
    await expect.poll(seqs, patience).toEqual([1, 1, 1, 2])
    expect(new Set(ids())).toEqual(new Set([`msg_${id}_1`, `msg_${id}_2`]))
    await expect.poll(() => state(id), patience).toMatchObject({ attempts: 0, failingSince: null, lag: 0 })
    expect(verify(receiver.received[3]!, secret)).toBeTruthy()
    const { deliveries } = await gateway.webhook(id, 'deliveries { seq attempt status error }')
    expect(deliveries.map((each: { attempt: number }) => each.attempt)).toEqual([1, 3, 2, 1])
    expect(deliveries[3]).toMatchObject({ seq: 1, status: 500, error: 'The receiver answered 500.' })
  })

  test('whose receiver was away is told everything when it is back', async () => {
    const { id } = await gateway.hook(receiver.url)
    await receiver[Symbol.asyncDispose]()
    await gateway.add([1, 2, 3])
    await expect.poll(() => state(id), patience).toMatchObject({ attempts: 1 })
    const { deliveries } = await gateway.webhook(id, 'deliveries { status error }')
    expect(deliveries).toEqual([{ status: null, error: expect.stringContaining('ECONNREFUSED') }])
    await gateway.add([4])
    receiver = await startReceiver(take, receiver.port)
    gateway.clock.aheadMs += minute
    await expect.poll(seqs, patience).toEqual([1, 2, 3, 4])
  })

  test('is not asked before the time the receiver names', async () => {
    receiver.answer = refuseWith(429, { 'retry-after': '7200' })
    const { id } = await gateway.hook(receiver.url)
    await gateway.add([1])
    await expect.poll(() => state(id), patience).toMatchObject({ attempts: 1 })
    gateway.clock.aheadMs += 119 * minute
    await using other = await startReceiver()
    await gateway.hook(other.url)
    await gateway.add([2])
    await expect.poll(() => other.seqs(), patience).toEqual([2])
    expect(seqs()).toEqual([1])
    receiver.answer = take
    gateway.clock.aheadMs += 2 * minute
    await expect.poll(seqs, patience).toEqual([1, 1, 2])
  })

  test('that answers 410 is left alone, until somebody resumes it', async () => {
    receiver.answer = refuseWith(410)
    const { id } = await gateway.hook(receiver.url)
    await gateway.add([1])
    await expect
      .poll(() => state(id), patience)
      .toMatchObject({ state: 'DISABLED', reason: expect.stringContaining('410') })
    gateway.clock.aheadMs += 100 * 60 * minute
    receiver.answer = take
    await gateway.add([2])
    await gateway.mutate(`resumeWebhook(id: "${id}") { id }`)
    await expect.poll(seqs, patience).toEqual([1, 1, 2])
  })

  test('that takes nothing for three days is disabled, with the reason and without loss', async () => {
    receiver.answer = refuseWith(403)
    const { id } = await gateway.hook(receiver.url)
    await gateway.add([1])
    for (let attempt = 1; attempt <= 9; attempt++) {
      await expect.poll(() => state(id), patience).toMatchObject({ attempts: attempt, state: 'ACTIVE' })
      gateway.clock.aheadMs += 8 * 60 * minute + minute
    }
    await expect
      .poll(() => state(id), patience)
      .toMatchObject({
        ...{ state: 'DISABLED', lag: 1, attempts: 10 },
        reason: expect.stringMatching(
          /^Not taken since .* in 10 attempts\. The last: The receiver answered 403\.$/,
        ),
      })
    receiver.answer = take
    await gateway.mutate(`resumeWebhook(id: "${id}") { id }`)
    await expect.poll(() => state(id), patience).toMatchObject({ state: 'ACTIVE', lag: 0 })
  })

  test('is not redirected', async () => {
    await using other = await startReceiver()
    receiver.answer = refuseWith(307, { location: other.url })
    const { id } = await gateway.hook(receiver.url)
    await gateway.add([1])
    await expect.poll(() => state(id), patience).toMatchObject({ attempts: 1 })
    const { deliveries } = await gateway.webhook(id, 'deliveries { status error }')
    expect(deliveries).toEqual([
      { status: 307, error: 'The receiver answered 307; redirects are not followed.' },
    ])
    expect(other.received).toEqual([])
  })

  test('may answer as much as it likes', async () => {
    const megabyte = Buffer.alloc(1_048_576)
    let written = 0
    receiver.answer = (_, response) => {
      response.writeHead(200)
      const pour = () => {
        if (response.destroyed) return
        written += megabyte.length
        response.write(megabyte, () => setImmediate(pour))
      }
      pour()
    }
    await gateway.hook(receiver.url)
    await gateway.add([1, 2])
    await expect.poll(seqs, patience).toEqual([1, 2])
    expect(written).toBeLessThan(64 * megabyte.length)
  })

  test('that is slow delays no other', async () => {
    const waiting: (() => void)[] = []
    receiver.answer = (_, response) => void waiting.push(() => response.writeHead(204).end())
    const { id } = await gateway.hook(receiver.url)
    await gateway.add([1])
    await expect.poll(seqs, patience).toEqual([1])
    await using other = await startReceiver()
    await gateway.hook(other.url)
    for (const number of [2, 3, 4, 5]) await gateway.add([number])
    await expect.poll(() => other.seqs(), patience).toEqual([2, 3, 4, 5])
    expect(seqs()).toEqual([1])
    receiver.answer = take
    waiting[0]!()
    await expect.poll(seqs, patience).toEqual([1, 2, 3, 4, 5])
    expect((await state(id)).attempts).toBe(0)
  })
})

describe('an owner', () => {
  test('has everything from a cursor on delivered again, under the same ids', async () => {
    const { id } = await gateway.hook(receiver.url)
    await gateway.add([1, 2, 3])
    await expect.poll(seqs, patience).toEqual([1, 2, 3])
    await expect.poll(() => state(id), patience).toMatchObject({ lag: 0 })
    const { cursor } = receiver.received[0]!.message.data
    await gateway.mutate(`replayWebhook(id: "${id}", after: "${cursor}") { id }`)
    await expect.poll(seqs, patience).toEqual([1, 2, 3, 2, 3])
    expect(ids().slice(3)).toEqual(ids().slice(1, 3))
  })

  test('moves on past a message that the receiver cannot take', async () => {
    receiver.answer = ({ message }, response) =>
      void response.writeHead(message.data.seq === 1 ? 422 : 204).end()
    const { id } = await gateway.hook(receiver.url)
    await gateway.add([1, 2])
    await expect.poll(() => state(id), patience).toMatchObject({ attempts: 1 })
    const { cursor } = receiver.received[0]!.message.data
    await gateway.mutate(`replayWebhook(id: "${id}", after: "${cursor}") { id }`)
    await expect.poll(seqs, patience).toEqual([1, 2])
  })

  test('pauses and resumes without loss', async () => {
    const { id } = await gateway.hook(receiver.url)
    await gateway.mutate(`pauseWebhook(id: "${id}") { id }`)
    await gateway.add([1, 2])
    await using other = await startReceiver()
    await gateway.hook(other.url)
    await gateway.add([3])
    await expect.poll(() => other.seqs(), patience).toEqual([3])
    expect(seqs()).toEqual([])
    await gateway.mutate(`resumeWebhook(id: "${id}") { id }`)
    await expect.poll(seqs, patience).toEqual([1, 2, 3])
  })

  test('changes the secret while the old one is still good for a time', async () => {
    const { id, secret: old } = await gateway.hook(receiver.url)
    const { data } = await gateway.mutate(
      `rotateWebhookSecret(id: "${id}", keepPreviousHours: 2) { secret webhook { previousSecretUntil } }`,
    )
    const { secret, webhook } = data.rotateWebhookSecret
    expect(Date.parse(webhook.previousSecretUntil) - Date.now()).toBeGreaterThan(119 * minute)
    await gateway.add([1])
    await expect.poll(seqs, patience).toEqual([1])
    for (const each of [old, secret]) expect(verify(receiver.received[0]!, each)).toBeTruthy()
    const until = new Date(gateway.clock.now().getTime() - 1).toISOString()
    await store.db.query('UPDATE webhooks SET previous_secret_until = $1::timestamptz', [until])
    await gateway.add([2])
    await expect.poll(seqs, patience).toEqual([1, 2])
    expect(verify(receiver.received[1]!, secret)).toBeTruthy()
    expect(() => verify(receiver.received[1]!, old)).toThrow()
  })

  test('moves it to another address and another filter', async () => {
    await using other = await startReceiver()
    const { id } = await gateway.hook(receiver.url)
    const { data } = await gateway.ask(
      `mutation ($id: ID!, $input: WebhookUpdate!) { updateWebhook(id: $id, input: $input) { url filter kinds } }`,
      { id, input: { url: other.url, filter: { countries: ['TJ'] }, kinds: ['ADDED'] } },
    )
    expect(data.updateWebhook).toEqual({ url: other.url, filter: '{"countries":["TJ"]}', kinds: ['ADDED'] })
    await gateway.add([1])
    await gateway.add([2], { country: 'TJ' })
    await expect.poll(() => other.seqs(), patience).toEqual([2])
    expect(seqs()).toEqual([])
  })

  test('sends a test and sees what came of it', async () => {
    receiver.answer = refuseWith(503)
    const { id, secret } = await gateway.hook(receiver.url)
    const ask = async () =>
      (await gateway.mutate(`sendTestWebhook(id: "${id}") { seq status delivered error messageId }`)).data
        .sendTestWebhook
    expect(await ask()).toMatchObject({ seq: null, status: 503, delivered: false })
    receiver.answer = take
    const { messageId } = await ask()
    const last = receiver.received.at(-1)!
    expect(last.id).toBe(messageId)
    expect(verify(last, secret)).toMatchObject({ type: 'webhook.test', data: { webhook: id } })
    expect(await state(id)).toMatchObject({ attempts: 0, state: 'ACTIVE' })
  })

  test('deletes it, and it is told nothing more', async () => {
    const { id } = await gateway.hook(receiver.url)
    await using other = await startReceiver()
    await gateway.hook(other.url)
    const { data } = await gateway.mutate(`deleteWebhook(id: "${id}") { id state }`)
    expect(data.deleteWebhook).toEqual({ id, state: 'ACTIVE' })
    await gateway.add([1])
    await expect.poll(() => other.seqs(), patience).toEqual([1])
    expect(seqs()).toEqual([])
    expect(await gateway.webhook(id, 'id')).toBeNull()
  })
})

test('a webhook that the log has left behind is disabled and says so', async () => {
  const { id } = await gateway.hook(receiver.url)
  await gateway.mutate(`pauseWebhook(id: "${id}") { id }`)
  await gateway.add([1, 2])
  await store.changes.prune('2999-01-01T00:00:00Z')
  await gateway.mutate(`resumeWebhook(id: "${id}") { id }`)
  await gateway.add([3])
  await expect
    .poll(() => state(id), patience)
    .toMatchObject({ state: 'DISABLED', reason: expect.stringContaining('no longer kept') })
})
