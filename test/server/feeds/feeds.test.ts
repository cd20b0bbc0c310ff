import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseFeed } from '../../../src/connector/feed/parse-feed.ts'
import type { MemoryStore } from '../../doubles/memory-store.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'
import { startGateway, type TestGateway } from '../../doubles/start-gateway.ts'

let gateway: TestGateway<MemoryStore>
beforeEach(async () => {
  gateway = await startGateway()
  gateway.store.add(
    sampleEvent(1, { title: '<script>alert(1)</script> & «рейд»', summary: 'Кратко: 2 < 3' }),
    sampleEvent(2, { country: 'TJ', sourceId: 'tj/akn', language: 'tg' }),
    sampleEvent(3, { title: 'Гашиш\u0000 и \u0008звонок' }),
    sampleEvent(4, { status: 'WITHDRAWN' }),
  )
})
afterEach(() => gateway[Symbol.asyncDispose]())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}${path}`, { headers })
const read = async (path: string) => {
  const response = await get(path)
  const type = response.headers.get('content-type') ?? ''
  const feed = parseFeed(new Uint8Array(await response.arrayBuffer()), {
    url: `${gateway.url}${path}`,
    contentType: type,
  })
  expect(feed.problems).toEqual([])
  return { ...feed, type }
}

describe.each(['atom', 'json'])('a feed as %s', (format) => {
  test('tells the newest events first, and no withdrawn one', async () => {
    const feed = await read(`/feeds/all.${format}`)
    expect(feed).toMatchObject({
      format,
      title: expect.stringContaining('Bulletin'),
      link: `${gateway.url}/`,
    })
    expect(feed.items.map(({ url }) => url)).toEqual([3, 2, 1].map((n) => sampleEvent(n).url))
    expect(feed.items.map(({ publishedAt }) => Date.parse(publishedAt!))).toEqual(
      [3, 2, 1].map((n) => Date.parse(sampleEvent(n).publishedAt)),
    )
  })

  test('is one country’s, in any case of letters', async () => {
    expect((await read(`/feeds/tj.${format}`)).items).toHaveLength(1)
    expect((await read(`/feeds/KZ.${format}`)).items).toHaveLength(2)
    expect((await read(`/feeds/uz.${format}`)).items).toEqual([])
  })

  test('keeps titles and summaries as texts, whatever they hold', async () => {
    const { items } = await read(`/feeds/all.${format}`)
    expect(items[2]).toMatchObject({ title: '<script>alert(1)</script> & «рейд»', summary: 'Кратко: 2 < 3' })
    expect(items[0]!.title).toBe('Гашиш и звонок')
    expect(items[0]!.html).toContain('<b>3 кг</b>')
  })

  test('is not sent again to who has it', async () => {
    const first = await get(`/feeds/all.${format}`)
    await first.arrayBuffer()
    const etag = first.headers.get('etag')!
    const modified = first.headers.get('last-modified')!
    expect((await get(`/feeds/all.${format}`, { 'if-none-match': `W/"other", ${etag}` })).status).toBe(304)
    expect((await get(`/feeds/all.${format}`, { 'if-modified-since': modified })).status).toBe(304)
    gateway.store.add(sampleEvent(5))
    expect((await get(`/feeds/all.${format}`, { 'if-none-match': etag })).status).toBe(200)
    expect((await get(`/feeds/all.${format}`, { 'if-modified-since': modified })).status).toBe(200)
  })

  test('counts a withdrawal as a change, though the event is no longer in it', async () => {
    const before = await get(`/feeds/all.${format}`)
    gateway.store.add(sampleEvent(6, { status: 'WITHDRAWN' }))
    const modified = before.headers.get('last-modified')!
    expect((await get(`/feeds/all.${format}`, { 'if-modified-since': modified })).status).toBe(200)
  })
})

test('filters are query parameters, several values by comma or repeated', async () => {
  const titles = async (search: string) => (await read(`/feeds/all.json?${search}`)).items.length
  expect(await titles('source=tj/akn')).toBe(1)
  expect(await titles('source=tj/akn,kz/polisia-ru')).toBe(3)
  expect(await titles('language=tg&language=ru')).toBe(3)
  expect(await titles('category=arrest')).toBe(0)
  expect(await titles('since=2025-04-02')).toBe(0)
  expect(await titles('text=рейд')).toBe(1)
  expect(await titles('limit=1')).toBe(1)
})

test('a feed names its own address without the key it was asked with', async () => {
  const feed = await (await get('/feeds/kz.json?category=SEIZURE&key=secret')).json()
  expect(feed.feed_url).toBe(`${gateway.url}/feeds/kz.json?category=SEIZURE`)
  const atom = await (await get('/feeds/kz.atom?key=secret')).text()
  expect(atom).toContain(`href="${gateway.url}/feeds/kz.atom"`)
})

test.each([
  ['/feeds/all.atom?category=MURDER', 400, /no category.*SEIZURE/],
  ['/feeds/all.atom?region=Almaty', 400, /not a region/],
  ['/feeds/all.atom?since=yesterday', 400, /2025-04-01/],
  ['/feeds/all.atom?language=!', 400, /no language/],
  ['/feeds/all.atom?limit=0', 400, /from 1 to 500/],
  ['/feeds/all.atom?minGrams=-1', 400, /at least 0/],
  ['/feeds/all.atom?contry=kz', 400, /`contry` is no filter/],
  ['/feeds/kazakhstan.atom', 404, /all\.atom/],
  ['/feeds/kz.rss', 404, /kz\.json/],
])('%s is refused with what to do', async (path, status, message) => {
  const response = await get(path)
  const { errors } = await response.json()
  expect([response.status, errors[0].message]).toEqual([status, expect.stringMatching(message)])
})
