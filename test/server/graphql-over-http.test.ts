import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'

let gateway: TestGateway<unknown>
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  const audits = serverAudits({ url: () => `${gateway.url}/graphql` })

  test('there are audits to run', () => expect(audits.length).toBeGreaterThan(50))

  for (const audit of audits)
    test(`${audit.id}: ${audit.name}`, async () => {
      const result = await audit.fn()
      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok')
    })
})
