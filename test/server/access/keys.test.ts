import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueKey } from '../../../src/access/issue-key.ts'
import type { Scope } from '../../../src/model/access.ts'
import { openStore } from '../../../src/store/index.ts'
import type { Store } from '../../../src/store/types.ts'
import { now, startGateway, type TestGateway } from '../../doubles/start-gateway.ts'
import { askWith, bearer } from './ask-with.ts'

let store: Store
let gateway: TestGateway<Store>
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  gateway = await startGateway({ store, config: { host: '127.0.0.1', port: 0, auth: 'keys' } })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})

const clock = { now: () => now }
const keyFor = async (scope: Scope, changes = {}) =>
  issueKey({ name: `for ${scope}`, scope, ...changes }, 'test', { keys: store.apiKeys, clock })
const ask = (query: string, headers?: Record<string, string>) => askWith(gateway.url, query, headers)

describe('a gateway that asks for keys', () => {
  test('refuses whoever has none with 401, on every way in', async () => {
    const post = await ask('{ countries { code } }')
    expect(post.status).toBe(401)
    expect(post.errors?.[0].extensions).toEqual({ code: 'UNAUTHENTICATED' })
    expect(post.headers.get('www-authenticate')).toMatch(/^Bearer/)
    const query = encodeURIComponent('{ countries { code } }')
    for (const accept of ['application/json', 'text/csv', 'text/event-stream'])
      expect((await fetch(`${gateway.url}/graphql?query=${query}`, { headers: { accept } })).status).toBe(401)
  })

  test('tells an orchestrator that it lives without a key', async () => {
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200)
  })

  test('takes a key as Bearer, as the password of Basic, as X-Api-Key, and in the address of a GET', async () => {
    const { secret } = await keyFor('READ')
    const query = '{ viewer { id scope } }'
    const basic = `Basic ${Buffer.from(`any:${secret}`).toString('base64')}`
    for (const headers of [bearer(secret), { authorization: basic }, { 'x-api-key': secret }])
      expect((await ask(query, headers)).data.viewer.scope).toBe('READ')
    const address = `${gateway.url}/graphql?query=${encodeURIComponent(query)}&api_key=${secret}`
    expect((await (await fetch(address)).json()).data.viewer.scope).toBe('READ')
    const posted = await fetch(`${gateway.url}/graphql?api_key=${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    expect(posted.status).toBe(401)
  })

  test('takes no key from a cookie', async () => {
    const { secret } = await keyFor('OPERATE')
    const cookie = `authorization=Bearer ${secret}; api_key=${secret}; x-api-key=${secret}`
    expect((await ask('{ viewer { id } }', { cookie })).status).toBe(401)
  })

  test.each([
    ['unknown', `bul_${'x'.repeat(43)}`],
    ['cut short', 'bul_abc'],
    ['something else', 'hello'],
    ['empty', ''],
    ['a token where no issuer is configured', 'a.b.c'],
  ])('a credential that is %s is refused even for what needs little', async (_, secret) => {
    expect((await ask('{ viewer { id } }', { authorization: `Bearer ${secret}` })).status).toBe(401)
  })

  test('a key ends at its time', async () => {
    const { key, secret } = await keyFor('READ', {
      expiresAt: new Date(now.getTime() + 60_000).toISOString(),
    })
    expect((await ask('{ viewer { expiresAt } }', bearer(secret))).data.viewer.expiresAt).toBe(key.expiresAt)
    await store.db.query('UPDATE api_keys SET expires_at = $2 WHERE id = $1', [key.id, now.toISOString()])
    await expect
      .poll(async () => (await ask('{ viewer { id } }', bearer(secret))).status, { timeout: 5_000 })
      .toBe(401)
  })

  test('only the hash of a secret is stored', async () => {
    const { secret } = await keyFor('READ')
    const rows = await store.db.query('SELECT * FROM api_keys')
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(secret).toMatch(/^bul_[\w-]{43}$/)
  })
})

describe('scopes', () => {
  const create = 'mutation { createApiKey(input: { name: "made" }) { secret key { id scope createdBy } } }'

  test('a field answers only to the scope the schema states; the rest of the answer stands', async () => {
    const { secret } = await keyFor('CURATE')
    const { status, data, errors } = await ask('{ viewer { scope } apiKeys { id } }', bearer(secret))
    expect(status).toBe(200)
    expect(data).toBeNull()
    expect(errors?.[0]).toMatchObject({
      message: 'Query.apiKeys needs a key with the scope operate, yours has curate.',
      path: ['apiKeys'],
      extensions: { code: 'FORBIDDEN' },
    })
  })

  test('an operator makes a key, which works at once, and sees it listed without its secret', async () => {
    const operator = await keyFor('OPERATE')
    const { createApiKey } = (await ask(create, bearer(operator.secret))).data
    expect(createApiKey.key).toMatchObject({ scope: 'READ', createdBy: `key:${operator.key.id}` })
    expect((await ask('{ viewer { id } }', bearer(createApiKey.secret))).data.viewer.id).toBe(
      `key:${createApiKey.key.id}`,
    )
    const { data } = await ask('{ apiKeys { id hint lastUsedAt } }', bearer(operator.secret))
    expect(data.apiKeys.map(({ id }: { id: string }) => id)).toContain(createApiKey.key.id)
    expect(JSON.stringify(data)).not.toContain(createApiKey.secret)
  })

  test('a revoked key is refused at once', async () => {
    const operator = await keyFor('OPERATE')
    const { key, secret } = await keyFor('READ')
    expect((await ask('{ viewer { id } }', bearer(secret))).status).toBe(200)
    const revoke = `mutation { revokeApiKey(id: "${key.id}") { revokedAt revokedBy } }`
    const { data } = await ask(revoke, bearer(operator.secret))
    expect(data.revokeApiKey).toEqual({
      revokedAt: now.toISOString(),
      revokedBy: `key:${operator.key.id}`,
    })
    await expect
      .poll(async () => (await ask('{ viewer { id } }', bearer(secret))).status, { timeout: 5_000 })
      .toBe(401)
  })

  test('every mutation is in the audit log with who, what and how it ended', async () => {
    const operator = await keyFor('OPERATE')
    const reader = await keyFor('READ')
    await ask(create, { ...bearer(reader.secret), 'x-request-id': 'try-1' })
    await ask('mutation { revokeApiKey(id: "nobody") { id } }', bearer(operator.secret))
    await ask(create, bearer(operator.secret))
    const log = await ask(
      '{ auditLog(first: 3) { caller requestId action arguments outcome detail } }',
      bearer(operator.secret),
    )
    expect(log.data.auditLog).toMatchObject([
      { caller: `key:${operator.key.id}`, action: 'createApiKey', outcome: 'DONE', detail: null },
      { action: 'revokeApiKey', outcome: 'FAILED', detail: expect.stringContaining('NOT_FOUND') },
      { caller: `key:${reader.key.id}`, requestId: 'try-1', outcome: 'REFUSED' },
    ])
    expect(JSON.parse(log.data.auditLog[0].arguments)).toEqual({ input: { name: 'made', scope: 'READ' } })
  })

  test('wrong requests for keys say what is wrong', async () => {
    const { secret } = await keyFor('OPERATE')
    const tryInput = async (input: string) =>
      (await ask(`mutation { createApiKey(input: ${input}) { secret } }`, bearer(secret))).errors?.[0]
    expect(await tryInput('{ name: " " }')).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    expect((await tryInput('{ name: "x", expiresAt: "2020-01-01T00:00:00Z" }')).message).toMatch(/future/)
    expect((await tryInput('{ name: "x", pointsPerMinute: -1 }')).message).toMatch(/whole number/)
  })
})
