import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGateway, type TestGateway } from '../../doubles/start-gateway.ts'
import { askWith } from './ask-with.ts'

let open: TestGateway<unknown>
let onPublic: TestGateway<unknown>
beforeAll(async () => {
  open = await startGateway()
  onPublic = await startGateway({ config: { host: '127.0.0.1', port: 0, auth: 'open-on-public' } })
})
afterAll(async () => {
  await open[Symbol.asyncDispose]()
  await onPublic[Symbol.asyncDispose]()
})

const query = '{ viewer { id scope } }'

/** As `fetch`, which lets nobody write these headers. */
async function askAs(headers: Record<string, string>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const outgoing = request(`${open.url}/graphql`, { method: 'POST', headers }, (response) => {
    let text = ''
    response.on('data', (chunk) => {
      text += chunk
    })
    response.on('end', () => resolve(text))
  })
  outgoing.on('error', reject)
  outgoing.end(JSON.stringify({ query }))
  return JSON.parse(await promise).data.viewer.scope
}

test('on loopback whoever asks may do everything without a key', async () => {
  expect((await askWith(open.url, query)).data.viewer).toEqual({ id: 'address:127.0.0.1', scope: 'OPERATE' })
  const type = { 'content-type': 'application/json' }
  expect(await askAs({ ...type, origin: open.url })).toBe('OPERATE')
})

test('pages of other sites opened on the same machine may only read', async () => {
  const type = { 'content-type': 'application/json' }
  expect(await askAs({ ...type, origin: 'https://elsewhere.example' })).toBe('READ')
  expect(await askAs({ ...type, origin: 'null' })).toBe('READ')
  // A name that its owner pointed at this machine.
  expect(await askAs({ ...type, host: 'rebound.example', origin: 'http://rebound.example' })).toBe('READ')
})

test('opened on purpose to the public, it lets anyone read and nobody change', async () => {
  expect((await askWith(onPublic.url, query)).data.viewer.scope).toBe('READ')
  const { errors } = await askWith(onPublic.url, 'mutation { revokeApiKey(id: "x") { id } }')
  expect(errors?.[0].extensions.code).toBe('FORBIDDEN')
})

test('a credential is judged also where none is needed', async () => {
  expect((await askWith(open.url, query, { authorization: 'Bearer wrong' })).status).toBe(401)
})
