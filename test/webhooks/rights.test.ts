import { validate } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { issueKey } from '../../src/access/issue-key.ts'
import type { Caller, Scope } from '../../src/model/access.ts'
import { loadSchema } from '../../src/server/load-schema.ts'
import { messageDocument } from '../../src/server/webhooks/render-change.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { administerWebhooks } from '../../src/webhooks/administer-webhooks.ts'
import { askWith, bearer } from '../server/access/ask-with.ts'
import { emptyStore } from '../store/store-homes.ts'
import { startReceiver } from './receiver.ts'
import { startWebhookGateway, testClock, type WebhookGateway } from './webhook-gateway.ts'

let store: Store
let gateway: WebhookGateway
const patience = { timeout: 20_000, interval: 20 }
const clock = testClock()
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  const config = { host: '127.0.0.1', port: 0, auth: 'keys' as const }
  gateway = await startWebhookGateway(store, {}, { config, clock })
})
beforeEach(async () => {
  await emptyStore(store)
  clock.aheadMs = 0
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})

const keyFor = (scope: Scope, expiresAt: string | null = null) =>
  issueKey({ name: scope, scope, expiresAt }, 'test', { keys: store.apiKeys, clock })
const ask = (query: string, secret: string) => askWith(gateway.url, query, bearer(secret))
const create = (url: string, more = '') =>
  `mutation { createWebhook(input: { url: "${url}" ${more} }) { secret webhook { id owner } } }`
const hookOf = async (secret: string, url: string) =>
  (await ask(create(url), secret)).data.createWebhook.webhook.id as string

describe('webhooks', () => {
  test('need the scope CURATE, and are in the audit log without their secret', async () => {
    const reader = await keyFor('READ')
    const curator = await keyFor('CURATE')
    const operator = await keyFor('OPERATE')
    const url = 'https://hooks.example/x'
    for (const query of [create(url), '{ webhooks { id } }'])
      expect((await ask(query, reader.secret)).errors?.[0].extensions.code).toBe('FORBIDDEN')
    const { createWebhook } = (await ask(create(url), curator.secret)).data
    expect(createWebhook.webhook.owner).toBe(`key:${curator.key.id}`)
    expect(createWebhook.secret).toMatch(/^whsec_[\w+/]{43}=$/)
    const log = await ask('{ auditLog(first: 9) { action outcome caller arguments } }', operator.secret)
    expect(log.data.auditLog).toMatchObject([
      { action: 'createWebhook', outcome: 'DONE', caller: `key:${curator.key.id}` },
      { action: 'createWebhook', outcome: 'REFUSED' },
    ])
    expect(JSON.stringify(log.data)).not.toContain(createWebhook.secret)
    expect(JSON.stringify(gateway.log)).not.toContain(createWebhook.secret)
  })

  test('are seen and changed by who made them and by operators', async () => {
    const [one, other, operator] = [await keyFor('CURATE'), await keyFor('CURATE'), await keyFor('OPERATE')]
    const id = await hookOf(one.secret, 'https://hooks.example/x')
    const ids = async (secret: string) =>
      (await ask(`{ webhooks { id } webhook(id: "${id}") { id } }`, secret)).data
    expect(await ids(one.secret)).toEqual({ webhooks: [{ id }], webhook: { id } })
    expect(await ids(operator.secret)).toEqual({ webhooks: [{ id }], webhook: { id } })
    expect(await ids(other.secret)).toEqual({ webhooks: [], webhook: null })
    const fields = [
      ...['pauseWebhook', 'resumeWebhook', 'deleteWebhook', 'sendTestWebhook'].map(
        (name) => `${name}(id: "${id}")`,
      ),
      `updateWebhook(id: "${id}", input: {})`,
      `replayWebhook(id: "${id}", after: "x")`,
    ]
    for (const field of fields) {
      const { errors } = await ask(`mutation { ${field} { id } }`, other.secret)
      expect(errors?.[0].extensions.code, field).toBe('NOT_FOUND')
    }
    const rotate = `mutation { rotateWebhookSecret(id: "${id}") { secret } }`
    expect((await ask(rotate, other.secret)).errors?.[0].extensions.code).toBe('NOT_FOUND')
    expect(
      (await ask(`mutation { deleteWebhook(id: "${id}") { id } }`, operator.secret)).errors,
    ).toBeUndefined()
  })

  test('are refused with a reason where they could not work', async () => {
    const { secret } = await keyFor('CURATE')
    const problem = async (url: string, more?: string) => (await ask(create(url, more), secret)).errors?.[0]
    expect(await problem('http://hooks.example/')).toMatchObject({
      message: 'Only https addresses are sent to.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect((await problem('https://169.254.169.254/')).message).toMatch(/not an address of the public/)
    const backwards = 'filter: { published: { from: "2025-02-01", to: "2025-01-01" } }'
    expect((await problem('https://x.example/', backwards)).message).toMatch(/ends before it begins/)
    expect((await problem('https://x.example/', 'after: "nonsense"')).extensions.code).toBe('CURSOR_INVALID')
    expect((await problem('https://x.example/', `description: "${'x'.repeat(201)}"`)).message).toMatch(/200/)
    expect((await ask('{ webhooks { id } }', secret)).data.webhooks).toEqual([])
  })

  test('are not made with a token, which ends within minutes, nor without bound', async () => {
    const poster = { check: (url: string) => new URL(url), post: async () => Promise.reject(new Error()) }
    const desks = administerWebhooks({ store, poster, clock })
    const caller: Caller = {
      ...{ id: 'jwt:someone', keyId: null, scope: 'CURATE', expiresAt: '2999-01-01T00:00:00.000Z' },
      limits: { pointsPerMinute: null, subscriptions: null },
    }
    const request = { url: 'https://hooks.example/' }
    await expect(desks(caller, () => ({})).create(request)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    const desk = desks({ ...caller, id: 'key:x', keyId: 'x', expiresAt: null }, () => ({}))
    for (let n = 0; n < 100; n++) await desk.create(request)
    await expect(desk.create(request)).rejects.toThrow(/100 webhooks/)
  })
})

describe('the end of a key', () => {
  test('ends its webhooks and nobody else’s within seconds', async () => {
    await using receiver = await startReceiver()
    await using others = await startReceiver()
    const [one, other, operator] = [await keyFor('CURATE'), await keyFor('CURATE'), await keyFor('OPERATE')]
    const id = await hookOf(one.secret, receiver.url)
    await hookOf(other.secret, others.url)
    await gateway.add([1])
    await expect.poll(() => [receiver.seqs(), others.seqs()], patience).toEqual([[1], [1]])
    await ask(`mutation { revokeApiKey(id: "${one.key.id}") { id } }`, operator.secret)
    const stateOf = async () =>
      (await ask(`{ webhook(id: "${id}") { state reason } }`, operator.secret)).data.webhook
    await expect
      .poll(stateOf, patience)
      .toEqual({ state: 'DISABLED', reason: 'The key that made it was revoked.' })
    await gateway.add([2])
    await expect.poll(() => others.seqs(), patience).toEqual([1, 2])
    expect(receiver.seqs()).toEqual([1])
    const { errors } = await ask(`mutation { resumeWebhook(id: "${id}") { id } }`, operator.secret)
    expect(errors?.[0].message).toMatch(/key that made this webhook has ended/)
  })

  test('also by time, and cuts off what is under way', async () => {
    const cut = Promise.withResolvers<void>()
    await using receiver = await startReceiver((_, response) => void response.once('close', cut.resolve))
    const { secret } = await keyFor('CURATE', new Date(Date.now() + 3_600_000).toISOString())
    const operator = await keyFor('OPERATE')
    const id = await hookOf(secret, receiver.url)
    await gateway.add([1, 2])
    await expect.poll(() => receiver.seqs(), patience).toEqual([1])
    clock.aheadMs = 3_600_000
    await cut.promise
    const { data } = await ask(`{ webhook(id: "${id}") { state reason lag } }`, operator.secret)
    expect(data.webhook).toMatchObject({
      state: 'DISABLED',
      reason: 'The key that made it has expired.',
      lag: 2,
    })
    expect(receiver.seqs()).toEqual([1])
  })

  test('a webhook made without a key goes no further where keys are asked for', async () => {
    await store.webhooks.create({
      ...{ id: 'wh_open', url: 'https://hooks.example/', description: null, filter: {}, kinds: null },
      ...{ secret: 'whsec_c2VjcmV0', owner: 'address:127.0.0.1', keyId: null, scope: 'OPERATE' },
      ...{ createdAt: clock.now().toISOString(), state: 'ACTIVE', position: 0 },
    })
    await expect
      .poll(() => store.webhooks.byId('wh_open'), patience)
      .toMatchObject({ state: 'DISABLED', reason: expect.stringContaining('without a key') })
  })
})

test('what messages tell of an event is in the schema', async () => {
  expect(validate(await loadSchema(), messageDocument)).toEqual([])
})
