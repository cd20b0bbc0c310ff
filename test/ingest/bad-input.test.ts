import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Source } from '../../src/connector/types.ts'
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
  world = await startWorldOn(store, { limits: { maxBodyBytes: 8 * 1024 * 1024 } })
})
afterEach(() => world[Symbol.asyncDispose]())

const xml = { 'content-type': 'application/rss+xml' }

describe('bad input is recorded in words, and other sources go on', () => {
  // Each stands for a whole site; `says` is what its health tells its readers.
  test.each<{
    name: string
    page: Parameters<World['site']['pages']['set']>[1]
    outcome: string
    says: RegExp
  }>([
    {
      name: 'XML that breaks off and holds no item',
      page: { headers: xml, body: '<?xml version="1.0"?><rss version="2.0"><channel><title>News</ti' },
      outcome: 'CHANGED',
      says: /lists no item|could not be read|feed/i,
    },
    {
      name: 'a web page with status 200 on a feed',
      page: {
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><html><title>Login</title><body>…</body></html>',
      },
      outcome: 'CHANGED',
      says: /expected a feed.*web page titled “Login”/,
    },
    {
      name: 'a body that does not end',
      page: (_, response) => {
        const chunk = Buffer.alloc(65_536, 'x')
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        }
        response.on('drain', more)
        more()
        return undefined
      },
      outcome: 'CHANGED',
      says: /larger|more than|cap|MiB|bytes/i,
    },
    {
      name: 'a zip bomb',
      page: {
        headers: { ...xml, 'content-encoding': 'gzip' },
        body: gzipSync(Buffer.alloc(64 * 1024 * 1024)),
      },
      outcome: 'CHANGED',
      says: /larger|more than|cap|MiB|bytes/i,
    },
    {
      name: 'a redirect to the address of a cloud’s metadata',
      page: { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data/' } },
      outcome: 'UNREACHABLE',
      says: /169\.254\.169\.254/,
    },
  ])('$name', async ({ page, outcome, says }) => {
    const bad = source()
    const good = source([listStrategy])
    const story = drugStory(301, {
      at: '2025-04-10T09:00:00+05:00',
      slug: `news/${bad.id.split('-').at(-1)}`,
    })
    world.site.pages
      .set('/feed', page)
      .set('/list', list([story]))
      .set(`/${story.slug}`, article(story))
    const [failed, went] = await Promise.all([world.poll(bad), world.poll(good)])
    expect(failed.run.outcome).toBe(outcome)
    expect(failed.health.status).toBe('FAILING')
    expect(failed.health.lastError!.message).toMatch(says)
    expect(went.run).toMatchObject({ outcome: 'OK', added: 1 })
    expect((await store.runs.recent(bad.id, 1))[0]!.error!.message).toMatch(says)
  })

  test('a feed that breaks off after whole items gives those', async () => {
    const kz = source()
    const whole = rss([drugStory(311), drugStory(312)])
    world.site.pages.set('/feed', { headers: xml, body: whole.slice(0, whole.lastIndexOf('<item>') + 60) })
    const { run } = await world.poll(kz)
    expect(run.added).toBeGreaterThanOrEqual(1)
  })

  test('windows-1251 that nobody declares is read as what it is', async () => {
    const kz = source()
    const { default: iconv } = await import('iconv-lite')
    const text = rss([drugStory(321)]).replace(' encoding="utf-8"', '')
    world.site.pages.set('/feed', { headers: xml, body: iconv.encode(text, 'windows-1251') })
    await world.poll(kz)
    expect((await world.events(kz))[0]!.title).toBe(drugStory(321).title)
  })

  test('of items with one address the first is stored, the others are recorded as duplicates', async () => {
    const kz = source()
    const twin = { ...drugStory(331), title: 'Другой заголовок о наркотиках' }
    world.site.pages.set('/feed', rss([drugStory(331), twin]))
    const { run } = await world.poll(kz)
    expect(run).toMatchObject({ added: 1, rejected: 1 })
    const [rejection] = await rejections(kz)
    expect(rejection).toMatchObject({ reason: 'DUPLICATE', payload: { title: twin.title } })
  })

  test('an item dated in the future waits, recorded, until its day comes', async () => {
    const kz = source()
    world.site.pages.set(
      '/feed',
      rss([drugStory(341, { at: 'Mon, 14 Apr 2025 09:00:00 +0500' }), drugStory(342)]),
    )
    const { run } = await world.poll(kz)
    expect(run).toMatchObject({ added: 1, rejected: 1 })
    const [rejection] = await rejections(kz)
    expect(rejection).toMatchObject({ reason: 'FUTURE_DATE' })
    expect(rejection!.detail).toContain('2025-04-14T04:00:00.000Z')
    world.pass({ days: 4 })
    expect((await world.poll(kz)).run.added).toBe(1)
  })

  test('items without address, title or text, or on another host, are each told apart', async () => {
    const kz = source()
    const { text: body } = drugStory(351)
    const item = (inner: string) => `<item>${inner}<pubDate>Thu, 10 Apr 2025 06:00:00 GMT</pubDate></item>`
    const feed = rss([drugStory(352)]).replace(
      '</channel>',
      `${item(`<title>Наркотики без адреса</title><description>${body}</description>`)}
       ${item(`<link>https://news.example/a</link><content:encoded>${body}</content:encoded>`)}
       ${item(`<title>Наркотики у соседа</title><link>https://other.example/b</link><content:encoded>${body}</content:encoded>`)}
       </channel>`,
    )
    world.site.pages.set('/feed', { headers: xml, body: feed })
    expect((await world.poll(kz)).run.added).toBe(1)
    const reasons = (await rejections(kz)).map(({ reason }) => reason).sort()
    expect(reasons).toEqual(['FOREIGN_HOST', 'NO_TITLE', 'NO_URL'])
  })

  test('a fault of our own in one item is a rejection; the others are stored', async () => {
    const kz = source()
    world.site.pages.set('/feed', rss([drugStory(361), drugStory(362)]))
    const { understand } = world.ports
    const { run } = await world.poll(kz, {
      understand: (input) => {
        if (input.title?.includes('361')) throw new RangeError('out of cheese')
        return understand(input)
      },
    })
    expect(run).toMatchObject({ outcome: 'OK', added: 1, rejected: 1 })
    expect((await rejections(kz))[0]).toMatchObject({
      reason: 'UNREADABLE',
      detail: expect.stringContaining('out of cheese'),
    })
  })

  test('an item page that cannot be read is tried again, then recorded with what the list said', async () => {
    const kz = source([listStrategy])
    const story = drugStory(371, { at: '2025-04-10T09:00:00+05:00' })
    world.site.pages.set('/list', list([story, { ...story, slug: 'other', title: 'Ещё о наркотиках' }]))
    world.site.pages.set('/other', article(story)).set(`/${story.slug}`, { status: 403 })
    expect((await world.poll(kz)).run).toMatchObject({ added: 1, rejected: 0 })
    // It leaves the list meanwhile and is not forgotten.
    world.site.pages.set('/list', list([{ ...story, slug: 'other', title: 'Ещё о наркотиках' }]))
    for (let i = 0; i < 4; i++) {
      world.pass({ hours: 6 })
      await world.poll(kz)
    }
    expect((await rejections(kz))[0]).toMatchObject({ reason: 'UNREADABLE', payload: { title: story.title } })
  })

  test('an item page that answers the second time is stored', async () => {
    const kz = source([listStrategy])
    const story = drugStory(381, { at: '2025-04-10T09:00:00+05:00' })
    world.site.pages.set('/list', list([story])).set(`/${story.slug}`, { status: 500 })
    expect((await world.poll(kz)).run).toMatchObject({ outcome: 'OK', added: 0 })
    world.site.pages.set(`/${story.slug}`, article(story))
    world.pass({ hours: 1 })
    expect((await world.poll(kz)).run.added).toBe(1)
  })

  test('a feed of 10,000 items is read whole, and again at once costs no item', async () => {
    const kz = source([feedStrategy], { scope: 'drugs-only' })
    const stories = Array.from({ length: 10_000 }, (_, i) => drugStory(400_000 + i))
    world.site.pages.set('/feed', rss(stories))
    const first = await world.poll(kz)
    expect(first.run).toMatchObject({ outcome: 'OK', items: 10_000, added: 10_000, rejected: 0 })
    const second = await world.poll(kz)
    expect(second.run).toMatchObject({ items: 10_000, added: 0, revised: 0 })
  }, 180_000)
})

async function rejections({ id }: Source) {
  return store.rejections.page({ sourceId: id, limit: 50 })
}
