import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { htmlList, image, printedDate, text, url } from '../../src/connector/index.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { listAddress, listStrategy, source, startWorldOn, type World } from './fixture.ts'
import { article, drugStory, list } from './pages.ts'

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

const story = (n: number) => drugStory(n, { at: '2025-04-10T16:00:00+05:00' })

function offer(...stories: ReturnType<typeof story>[]) {
  world.site.pages.set('/list', list(stories))
  for (const one of stories) world.site.pages.set(`/${one.slug}`, article(one))
}

describe('edits', () => {
  test('a silent edit of a young report is found by looking again, and the old text is kept', async () => {
    const kz = source([listStrategy])
    offer(story(201))
    await world.poll(kz)
    world.site.pages.set(
      `/${story(201).slug}`,
      article({ ...story(201), text: `${story(201).text} Позже нашли гашиш.` }),
    )
    world.pass({ hours: 2 })
    expect((await world.poll(kz)).run).toMatchObject({ added: 0, revised: 1 })
    const [event] = await world.events(kz)
    expect(event!.body).toContain('гашиш')
    const [revisions] = await store.events.revisions([event!.id])
    expect(revisions!.some(({ body }) => !body.includes('гашиш'))).toBe(true)
  })

  test('a report that reads as before is no revision, though its list has nothing new to say', async () => {
    const kz = source([
      htmlList({
        url: listAddress,
        item: '.row',
        fields: { url: url('a'), title: text('a'), publishedAt: printedDate('.date'), images: image('.pic') },
        article: { title: 'h1', body: '.text' },
      }),
    ])
    const row =
      '<li class="row"><b class="pic"><img src="/p.jpg"></b><a href="/news/261">Изъят героин</a><i class="date">10.04.2025</i></li>'
    world.site.pages.set('/list', ({ headers }) =>
      headers['if-none-match'] ? { status: 304 } : { headers: { etag: '"1"' }, body: `<ul>${row}</ul>` },
    )
    world.site.pages.set('/news/261', article(story(261)))
    await world.poll(kz)
    world.pass({ hours: 5 })
    expect((await world.poll(kz)).run).toMatchObject({ outcome: 'NOT_MODIFIED', requests: 2, revised: 0 })
    expect((await world.events(kz))[0]).toMatchObject({ revision: 1, publishedPrecision: 'DAY' })
  })

  test('it is looked for ever more rarely', async () => {
    const kz = source([listStrategy])
    offer(story(211))
    await world.poll(kz)
    const looks: number[] = []
    for (let hour = 1; hour <= 72; hour++) {
      world.site.asked.length = 0
      world.pass({ hours: 1 })
      await world.poll(kz)
      if (world.site.asked.includes(`GET /${story(211).slug}`)) looks.push(hour)
    }
    expect(looks.length).toBeGreaterThanOrEqual(4)
    expect(looks.length).toBeLessThanOrEqual(6)
  })

  test('a changed title in the list is a revision', async () => {
    const kz = source([listStrategy])
    offer(story(221))
    await world.poll(kz)
    offer({ ...story(221), title: 'Уточнено: изъят 221 кг героина' })
    expect((await world.poll(kz)).run.revised).toBe(1)
    expect((await world.events(kz))[0]!.title).toBe('Уточнено: изъят 221 кг героина')
  })
})

describe('pages that vanish', () => {
  test('become WITHDRAWN when gone twice a day apart, not at the first sighting', async () => {
    const kz = source([listStrategy])
    offer(story(231), story(232))
    await world.poll(kz)
    world.site.pages.set('/list', list([story(232)]))
    world.site.pages.delete(`/${story(231).slug}`)
    world.pass({ hours: 2 })
    expect((await world.poll(kz)).run.withdrawn).toBe(0)
    world.pass({ hours: 12 })
    expect((await world.poll(kz)).run.withdrawn).toBe(0)
    world.pass({ hours: 13 })
    expect((await world.poll(kz)).run.withdrawn).toBe(1)
    const events = await world.events(kz)
    expect(events.map((event) => event!.status).sort()).toEqual(['PUBLISHED', 'WITHDRAWN'])
    world.pass({ hours: 30 })
    expect((await world.poll(kz)).run.withdrawn).toBe(0)
  })

  test('and are PUBLISHED again when they return', async () => {
    const kz = source([listStrategy])
    offer(story(241), story(242))
    await world.poll(kz)
    offer(story(242))
    world.site.pages.set(`/${story(241).slug}`, { status: 410 })
    for (const hours of [2, 25]) {
      world.pass({ hours })
      await world.poll(kz)
    }
    const withdrawn = (await world.events(kz)).find((event) => event!.status === 'WITHDRAWN')
    expect(withdrawn!.url).toContain('241')
    world.site.pages.set(`/${story(241).slug}`, article(story(241)))
    world.pass({ hours: 48 })
    await world.poll(kz)
    const events = await world.events(kz)
    expect(events.map((event) => event!.status)).toEqual(['PUBLISHED', 'PUBLISHED'])
  })

  test('a single fault of the site withdraws nothing', async () => {
    const kz = source([listStrategy])
    offer(story(251))
    await world.poll(kz)
    const slug = `/${story(251).slug}`
    world.site.pages.set(slug, { status: 404 })
    world.pass({ hours: 2 })
    await world.poll(kz)
    world.site.pages.set(slug, article(story(251)))
    world.pass({ hours: 25 })
    await world.poll(kz)
    world.site.pages.set(slug, { status: 404 })
    world.pass({ hours: 72 })
    expect((await world.poll(kz)).run.withdrawn).toBe(0)
  })
})
