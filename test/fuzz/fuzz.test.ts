import { expect, test } from 'vitest'
import { fuzzGateway } from './fuzz-gateway.ts'

test('whatever is sent, the gateway answers, in time, and shows nothing of its inside', {
  timeout: 90_000,
}, async () => {
  const report = await fuzzGateway({ seconds: 8, most: 4_000 })
  expect(report.requests).toBeGreaterThan(50)
  // Not all is refused at the door: some reach the resolvers.
  expect(report.byStatus[200] ?? 0).toBeGreaterThan(0)
  expect(report.byStatus[400] ?? 0).toBeGreaterThan(0)
})
