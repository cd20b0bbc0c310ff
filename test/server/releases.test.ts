import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { sampleDraft } from '../store/sample-draft.ts'

let store: Store
let gateway: TestGateway<Store>
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  gateway = await startGateway({ store })
  const draft = sampleDraft({
    title: '<script>=1+1</script>',
    publishedOn: '2025-03-02',
    publishedAt: '2025-03-02T06:00:00.000Z',
  })
  await store.commit({ sourceId: draft.sourceId, drafts: [draft], at: '2025-03-03T00:00:00.000Z' })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}${path}`, { headers })

describe('a release as a file', () => {
  test.each([
    ['md', 'text/markdown; charset=utf-8', '# Information Release'],
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['pdf', 'application/pdf', '%PDF-1.7'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK'],
  ])('as %s', async (format, type, start) => {
    const response = await get(`/releases/2025/5.${format}`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect(response.headers.get('content-disposition')).toContain(`information-release-2025-5.${format}`)
    expect(
      Buffer.from(await response.arrayBuffer())
        .toString('latin1')
        .startsWith(start),
    ).toBe(true)
  })

  test('of a period of its own', async () => {
    const response = await get('/releases/2025-03-02/2025-03-04.md')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toContain(
      'information-release-2025-03-02-2025-03-04.md',
    )
    const { data } = await gateway.ask(
      '{ releaseOfPeriod(from: "2025-03-02", to: "2025-03-04") { number sentence edition edits { at } figures { days { day events } } } }',
    )
    expect(data.releaseOfPeriod).toMatchObject({
      ...{ number: null, edition: 0, edits: [] },
      figures: { days: [{ day: '2025-03-02', events: 1 }] },
    })
    expect(await response.text()).toContain('From 2 to 4 March 2025 the media reported 1 event')
  })

  test('is sent once to who keeps it, and anew when it changes', async () => {
    const etag = (await get('/releases/2025/5.md')).headers.get('etag')!
    expect((await get('/releases/2025/5.md', { 'if-none-match': etag })).status).toBe(304)
    const [event] = (await store.events.page({ limit: 1 })).refs
    await gateway.ask(
      `mutation { retitleInRelease(year: 2025, number: 5, event: "${event!.id}", title: "Mended") { number } }`,
    )
    const changed = await get('/releases/2025/5.md', { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(await changed.text()).toContain('### Mended')
  })

  test('runs nothing: no program in it, and none would be allowed', async () => {
    const response = await get('/releases/2025/5.html')
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(await response.text()).not.toMatch(/<script/)
  })

  test.each([
    ['/releases/2025/5.xls', 404, /html, pdf, docx, md/],
    ['/releases/2025/25.pdf', 400, /1 to 24/],
    ['/releases/2025-03-04/2025-03-02.pdf', 400, /Turn it round/],
    ['/releases/2025-02-30/2025-03-02.pdf', 400, /is not a day/],
    ['/releases/2024-03-02/2025-04-02.pdf', 400, /at most a year/],
    ['/releases/2026-01-01/2026-01-02.pdf', 400, /nothing has happened/],
    ['/releases/2026/1.pdf', 400, /nothing has happened/],
    ['/releases/2025/5.pdf?origin=imported', 404, /was not imported/],
  ])('%s is refused with what to do', async (path, status, message) => {
    const response = await get(path)
    const { errors } = await response.json()
    expect([response.status, errors[0].message]).toEqual([status, expect.stringMatching(message)])
  })
})
