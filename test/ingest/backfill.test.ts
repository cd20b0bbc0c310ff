import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attr, htmlList, text, url } from '../../src/connector/index.ts'
import { type BackfillProgress, backfill } from '../../src/ingest/index.ts'
import { source, startWorld, type World } from './fixture.ts'
import { article, drugStory, list } from './pages.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
  // Ten pages of three reports each, one report a day back in time.
  for (let page = 1; page <= 10; page++) {
    const stories = [0, 1, 2].map((i) => storyOn(page * 3 + i - 2))
    world.site.pages.set(page === 1 ? '/list' : `/list/${page}`, list(stories))
    for (const story of stories) world.site.pages.set(`/${story.slug}`, article(story))
  }
})
afterEach(() => world[Symbol.asyncDispose]())

const paged = () =>
  source([
    htmlList({
      url: 'https://news.example/list',
      item: '.row',
      fields: { url: url('a'), title: text('a'), publishedAt: attr('time', 'datetime') },
      article: { title: 'h1', body: '.text' },
      next: { url: 'https://news.example/list/{n}' },
    }),
  ])

function storyOn(daysAgo: number) {
  const at = new Date(Date.parse('2025-04-10T06:00:00Z') - daysAgo * 86_400_000).toISOString()
  return drugStory(500 + daysAgo, { at })
}

async function all(steps: AsyncGenerator<BackfillProgress>): Promise<BackfillProgress[]> {
  const seen: BackfillProgress[] = []
  for await (const step of steps) seen.push(step)
  return seen
}

describe('backfill', () => {
  test('reads a source back to the day asked for, and no further', async () => {
    const kz = paged()
    const steps = await all(backfill(kz, new Date('2025-03-30T00:00:00Z'), world.ports))
    expect(steps.at(-1)).toMatchObject({ added: 11, done: true, resumed: false })
    expect(await world.events(kz)).toHaveLength(11)
    expect(world.site.asked).not.toContain('GET /list/7')
  })

  test('cut off, it goes on with the page it had not stored, and repeats none', async () => {
    const kz = paged()
    const since = new Date('2025-03-01T00:00:00Z')
    world.site.pages.set('/list/4', { status: 503 })
    await expect(all(backfill(kz, since, world.ports))).rejects.toThrow(/503/)
    expect(await world.events(kz)).toHaveLength(9)
    const pageFour = [10, 11, 12].map(storyOn)
    world.site.pages.set('/list/4', list(pageFour))
    world.site.asked.length = 0
    const steps = await all(backfill(kz, since, world.ports))
    expect(steps[0]).toMatchObject({ resumed: true, pages: 4 })
    expect(world.site.asked).not.toContain('GET /list/3')
    expect(await world.events(kz)).toHaveLength(30)
    expect(await world.store.changes.head()).toBe(30)
  })

  test('does not disturb what polls remember', async () => {
    const kz = paged()
    await world.poll(kz)
    const before = await world.store.checkpoints.get(kz.id)
    await all(backfill(kz, new Date('2025-03-20T00:00:00Z'), world.ports))
    expect(await world.store.checkpoints.get(kz.id)).toEqual(before)
  })
})
