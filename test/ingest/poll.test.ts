import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { listStrategy, source, startWorldOn, type World } from './fixture.ts'
import { article, drugStory, list, otherStory, rss } from './pages.ts'

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

describe('one poll', () => {
  test('stores what is on topic, keeps the rest as rejections with their payload', async () => {
    world.site.pages.set('/feed', rss([drugStory(1), drugStory(2), otherStory(3)]))
    const kz = source()
    const { run, health } = await world.poll(kz)
    expect(run).toMatchObject({ outcome: 'OK', strategy: 'feed', items: 3, added: 2, rejected: 1 })
    expect(health).toMatchObject({ status: 'HEALTHY', consecutiveFailures: 0, strategy: 'feed' })
    const [rejection] = await store.rejections.page({ sourceId: kz.id, limit: 10 })
    expect(rejection).toMatchObject({ reason: 'OFF_TOPIC', url: 'https://news.example/sport/3' })
    expect(rejection!.payload).toMatchObject({ title: otherStory(3).title })
  })

  test('an event carries its date in the source’s zone, its bytes and where they came from', async () => {
    const kz = source()
    world.site.pages.set('/feed', rss([drugStory(1, { slug: 'a/1', at: 'Wed, 09 Apr 2025 23:30:00 +0000' })]))
    await world.poll(kz)
    const [event] = await world.events(kz)
    expect(event).toMatchObject({
      url: 'https://news.example/a/1',
      title: 'Полиция изъяла 1 кг героина',
      publishedAt: '2025-04-09T23:30:00.000Z',
      publishedOn: '2025-04-10',
      language: 'ru',
      revision: 1,
    })
    expect(event!.bodyHtml).toContain('<p>')
    expect(event!.provenance).toMatchObject({
      strategy: 'feed',
      status: 200,
      finalUrl: 'https://news.example/feed',
    })
    const snapshot = await store.snapshots.get(event!.provenance.sha256)
    expect(Buffer.from(snapshot!.bytes).toString()).toContain('<rss')
  })

  test('a source that is all on topic keeps every item', async () => {
    const kz = source(undefined, { scope: 'drugs-only' })
    world.site.pages.set('/feed', rss([otherStory(11)]))
    expect((await world.poll(kz)).run.added).toBe(1)
  })

  test('reads the page of an item that is not whole, one request at a time', async () => {
    const kz = source([listStrategy])
    const stories = [21, 22, 23].map((n) => drugStory(n, { at: '2025-04-10T09:00:00+05:00' }))
    world.site.pages.set('/list', list(stories))
    for (const story of stories) world.site.pages.set(`/${story.slug}`, article(story))
    const { run } = await world.poll(kz)
    expect(run).toMatchObject({ added: 3, requests: 4 })
    expect(world.site.busiest()).toBe(1)
  })

  test('a second poll of an unchanged list asks for nothing but the list and stores nothing', async () => {
    const kz = source([listStrategy])
    const story = drugStory(31, { at: '2025-04-10T09:00:00+05:00' })
    world.site.pages.set('/list', list([story])).set(`/${story.slug}`, article(story))
    await world.poll(kz)
    const head = await store.changes.head()
    world.site.asked.length = 0
    world.pass({ minutes: 10 })
    const { run } = await world.poll(kz)
    expect(world.site.asked).toEqual(['GET /list'])
    expect(run).toMatchObject({ outcome: 'OK', added: 0, revised: 0, rejected: 0 })
    expect(await store.changes.head()).toBe(head)
  })

  test('asks with the validators of last time, and 304 means nothing to do', async () => {
    const kz = source()
    world.site.pages.set('/feed', ({ headers }) =>
      headers['if-none-match'] === '"v1"'
        ? { status: 304, headers: { etag: '"v1"' } }
        : { headers: { etag: '"v1"', 'content-type': 'application/rss+xml' }, body: rss([drugStory(41)]) },
    )
    await world.poll(kz)
    const { run, health } = await world.poll(kz)
    expect(run).toMatchObject({ outcome: 'NOT_MODIFIED', items: 0 })
    expect(health.status).toBe('HEALTHY')
    expect((await world.poll(kz)).run.outcome).toBe('NOT_MODIFIED')
  })

  test('a changed text is a revision and keeps the old one', async () => {
    const kz = source()
    world.site.pages.set('/feed', rss([drugStory(51)]))
    await world.poll(kz)
    world.site.pages.set(
      '/feed',
      rss([drugStory(51, { text: `${drugStory(51).text} Дополнено: изъят и гашиш.` })]),
    )
    const { run } = await world.poll(kz)
    expect(run).toMatchObject({ added: 0, revised: 1 })
    const [event] = await world.events(kz)
    expect(event).toMatchObject({ revision: 2 })
    const [revisions] = await store.events.revisions([event!.id])
    expect(revisions!.map(({ reason }) => reason)).toContain('EDITED')
  })
})

describe('reports of one happening', () => {
  const happening = {
    title: 'В Алматы полицейские изъяли 12,437 кг гашиша',
    text: 'В городе Алматы сотрудники полиции 9 апреля задержали двух жителей города Алматы. В ходе обыска в гараже в Алматы обнаружено и изъято 12,437 кг гашиша. Начато досудебное расследование по факту незаконного хранения наркотиков в особо крупном размере.',
  }

  test('are one story across sources, and another seizure is not', async () => {
    const [first, second] = [source(), source()]
    world.site.pages.set('/feed', rss([drugStory(71, { ...happening, slug: 'story/1' })]))
    await world.poll(first)
    const again = drugStory(72, {
      ...happening,
      slug: 'story/2',
      title: 'Крупная партия гашиша изъята в Алматы',
    })
    const other = drugStory(73, {
      slug: 'story/3',
      text: 'В Костанае полиция изъяла 3 кг марихуаны у водителя грузовика, он задержан.',
    })
    world.site.pages.set('/feed', rss([again, other]))
    await world.poll(second)
    const [original] = await world.events(first)
    const stories = Object.fromEntries(
      (await world.events(second)).map((event) => [event!.url, event!.storyId]),
    )
    expect(stories['https://news.example/story/2']).toBe(original!.storyId)
    expect(stories['https://news.example/story/3']).not.toBe(original!.storyId)
  })
})
