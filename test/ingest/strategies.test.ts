import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { feedStrategy, listStrategy, source, startWorldOn, type World } from './fixture.ts'
import { article, drugStory, list, rss } from './pages.ts'

let store: Store
let world: World

beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
})
afterAll(() => store[Symbol.asyncDispose]())
beforeEach(async () => {
  world = await startWorldOn(store)
})
afterEach(() => world[Symbol.asyncDispose]())

const story = (n: number) => drugStory(n, { at: '2025-04-10T09:00:00+05:00' })

function offer(...stories: ReturnType<typeof story>[]) {
  world.site.pages.set('/list', list(stories))
  for (const one of stories) world.site.pages.set(`/${one.slug}`, article(one))
}

describe('strategies', () => {
  test('the next one serves when the first finds nothing, and is asked first from then on', async () => {
    const kz = source([feedStrategy, listStrategy])
    offer(story(101))
    const first = await world.poll(kz)
    expect(first.run).toMatchObject({ outcome: 'OK', strategy: 'htmlList', added: 1 })
    world.site.asked.length = 0
    world.pass({ minutes: 10 })
    expect((await world.poll(kz)).health.strategy).toBe('htmlList')
    expect(world.site.asked).toEqual(['GET /list'])
  })

  test('once a day the preferred one gets its chance again, and what is known is not revised by its other words', async () => {
    const kz = source([feedStrategy, listStrategy])
    offer(story(111))
    await world.poll(kz)
    world.site.pages.set('/feed', rss([{ ...story(111), text: `${story(111).text} (из ленты)` }]))
    world.pass({ hours: 25 })
    const { run } = await world.poll(kz)
    expect(run).toMatchObject({ strategy: 'feed', added: 0, revised: 0 })
  })

  test('a page that yields nothing any more makes the source FAILING and says why', async () => {
    const kz = source([listStrategy])
    offer(story(121))
    await world.poll(kz)
    world.site.pages.set('/list', '<html><body><div class="renamed">…</div></body></html>')
    const { run, health } = await world.poll(kz)
    expect(run.outcome).toBe('CHANGED')
    expect(health).toMatchObject({ status: 'FAILING', lastError: { code: 'SOURCE_CHANGED' } })
    expect(health.lastError!.message).toContain('https://news.example/list lists no item at all')
    expect(await world.events(kz)).toHaveLength(1)
  })

  test('a declared field that no item has is named', async () => {
    const kz = source([listStrategy])
    world.site.pages.set('/list', list([drugStory(131, { at: undefined })]))
    const { health } = await world.poll(kz)
    expect(health.lastError!.message).toContain('publishedAt')
  })

  test('item pages that hold no text any more are a change of the site, not a series of rejections', async () => {
    const kz = source([listStrategy])
    const stories = [141, 142, 143].map(story)
    world.site.pages.set('/list', list(stories))
    for (const { slug } of stories) world.site.pages.set(`/${slug}`, '<html><body></body></html>')
    const { run } = await world.poll(kz)
    expect(run).toMatchObject({ outcome: 'CHANGED', rejected: 0 })
    expect(run.error!.message).toContain('No text was found on 3 item pages')
  })

  test('a source that failed is HEALTHY again as soon as it answers', async () => {
    const kz = source()
    world.site.pages.set('/feed', { status: 503 })
    expect((await world.poll(kz)).health).toMatchObject({ status: 'FAILING', consecutiveFailures: 1 })
    world.site.pages.set('/feed', rss([drugStory(151)]))
    expect((await world.poll(kz)).health).toMatchObject({
      status: 'HEALTHY',
      consecutiveFailures: 0,
      lastError: null,
    })
  })

  test('one missed connection of a source that works is remembered but is no failure yet', async () => {
    const kz = source()
    world.site.pages.set('/feed', rss([drugStory(161)]))
    await world.poll(kz)
    world.site.pages.set('/feed', { status: 502 })
    const { health } = await world.poll(kz)
    expect(health).toMatchObject({ status: 'HEALTHY', consecutiveFailures: 1 })
    expect((await world.poll(kz)).health.status).toBe('FAILING')
  })

  test('a source that asks to be left alone is left alone for as long', async () => {
    const kz = source()
    world.site.pages.set('/feed', { status: 429, headers: { 'retry-after': '7200' } })
    const { health, run } = await world.poll(kz)
    expect(Date.parse(health.nextPollAt!) - Date.parse(run.finishedAt)).toBeGreaterThanOrEqual(7_200_000)
  })

  test('a source silent for far longer than usual is QUIET', async () => {
    const kz = source()
    const days = Array.from({ length: 8 }, (_, i) => `2025-04-0${i + 1}T09:00:00+05:00`)
    world.site.pages.set('/feed', rss(days.map((at, i) => drugStory(170 + i, { at }))))
    expect((await world.poll(kz)).health.status).toBe('HEALTHY')
    world.pass({ days: 9 })
    expect((await world.poll(kz)).health.status).toBe('QUIET')
  })
})
