import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Source } from '../../src/connector/types.ts'
import {
  type UnderstandAgainOptions,
  type UnderstandAgainPorts,
  type UnderstandAgainProgress,
  understandAgain,
} from '../../src/ingest/understand-again.ts'
import type { UnderstandInput } from '../../src/understand/index.ts'
import { rules, understand } from '../../src/understand/index.ts'
import { emptyStore } from '../store/store-homes.ts'
import { feedAddress, source, startWorld, type World } from './fixture.ts'
import { drugStory, otherStory, rss } from './pages.ts'

let world: World
let site: Source
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await emptyStore(world.store)
  site = source()
  const stories = [1, 2, 3].map((n) => drugStory(n)).concat([otherStory(4), otherStory(5)])
  world.site.pages.set(new URL(feedAddress).pathname, rss(stories))
  await world.poll(site)
})

const newer = '9.0.0'
/** Newer rules: they read as before, but for what `change` changes. */
const readingAs =
  (change: (input: UnderstandInput) => object | null = () => null) =>
  (input: UnderstandInput) => ({ ...understand(input), rules: newer, ...change(input) })

async function run(
  understandNow: UnderstandAgainPorts['understand'],
  options: Partial<UnderstandAgainOptions> = {},
  ports: Partial<UnderstandAgainPorts> = {},
): Promise<UnderstandAgainProgress> {
  let last: UnderstandAgainProgress | undefined
  for await (last of understandAgain(
    { since: new Date('2025-04-01'), sourceIds: [site.id], ...options },
    {
      ...world.ports,
      store: world.store,
      sources: [site],
      rules: newer,
      understand: understandNow,
      ...ports,
    },
  ));
  return last!
}

const rejected = () => world.store.rejections.page({ sourceId: site.id, limit: 10 })
const aboutTwo = ({ title }: UnderstandInput) => (title?.includes(' 2 ') ? { region: 'KZ-71' } : null)

describe('reading again with newer rules', () => {
  test('tells readers only of what is understood otherwise', async () => {
    const head = await world.store.changes.head()
    expect(await run(readingAs(aboutTwo))).toMatchObject({ total: 3, seen: 3, revised: 1, failed: 0 })
    const changes = await world.store.changes.entries(head, 10)
    expect(changes.map(({ kind }) => kind)).toEqual(['REVISED'])
    const [event] = await world.store.events.byIds([changes[0]!.eventId])
    expect(event).toMatchObject({ revision: 2, understanding: { region: 'KZ-71', rules: newer } })
    const [revisions] = await world.store.events.revisions([event!.id])
    expect(revisions!.map(({ reason }) => reason)).toEqual(['FIRST', 'UNDERSTOOD_AGAIN'])
  })

  test('leaves every event with the version of the rules that read it last', async () => {
    expect((await world.events(site)).map((event) => event!.understanding.rules)).toEqual([
      rules,
      rules,
      rules,
    ])
    await run(readingAs(aboutTwo))
    expect((await world.events(site)).map((event) => event!.understanding.rules)).toEqual([
      newer,
      newer,
      newer,
    ])
  })

  test('passes over what these rules have read, so that a run cut off goes on', async () => {
    await run(readingAs(aboutTwo))
    const head = await world.store.changes.head()
    expect(await run(readingAs(aboutTwo))).toMatchObject({ seen: 3, skipped: 3, revised: 0 })
    expect(await run(readingAs(aboutTwo), { all: true })).toMatchObject({ skipped: 0, revised: 0 })
    expect(await world.store.changes.head()).toBe(head)
  })

  test('changes nothing in a dry run, and tells what it would', async () => {
    const head = await world.store.changes.head()
    const all = readingAs(() => ({ region: 'KZ-71', relevance: { relevant: true, score: 1, evidence: [] } }))
    expect(await run(all, { dryRun: true })).toMatchObject({ revised: 3, turnedDown: 2, added: 2 })
    expect(await world.store.changes.head()).toBe(head)
    expect(await rejected()).toHaveLength(2)
    expect((await world.events(site)).map((event) => event!.understanding.rules)).toEqual([
      rules,
      rules,
      rules,
    ])
  })

  test('reads only what was published since then, and of the sources wanted', async () => {
    expect(await run(readingAs(aboutTwo), { since: new Date('2025-04-11') })).toMatchObject({ seen: 0 })
    expect(await run(readingAs(aboutTwo), { sourceIds: ['kz/another'] })).toMatchObject({
      seen: 0,
      turnedDown: 0,
    })
  })

  test('keeps a report that is no longer judged of the sphere, marked so', async () => {
    const off = readingAs(() => ({ relevance: { relevant: false, score: 0, evidence: [] } }))
    expect(await run(off)).toMatchObject({ revised: 3, offTopic: 3 })
    expect((await world.events(site)).map((event) => event!.status)).toEqual([
      'PUBLISHED',
      'PUBLISHED',
      'PUBLISHED',
    ])
  })

  test('goes on past a report that cannot be read', async () => {
    const broken = (input: UnderstandInput) => {
      if (input.title?.includes(' 1 ')) throw new Error('broken rules')
      return readingAs(aboutTwo)(input)
    }
    expect(await run(broken)).toMatchObject({ seen: 3, revised: 1, failed: 1 })
  })

  test('stops between batches when told to', async () => {
    await expect(run(readingAs(), {}, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow(
      'stopped',
    )
  })
})

describe('what was turned down as off topic', () => {
  const relevant = { relevant: true, score: 1, evidence: [] }
  const taken = readingAs(({ title }) => (title?.includes('номер 4') ? { relevance: relevant } : null))

  test('becomes an event when newer rules judge it of the sphere, traced to the bytes it was read from', async () => {
    const [before] = (await rejected()).filter(({ url }) => url?.endsWith('/4'))
    expect(await run(taken)).toMatchObject({ turnedDown: 2, added: 1 })
    const [event] = await world.store.events.byUrls([before!.url!])
    expect(event).toMatchObject({
      sourceId: site.id,
      title: otherStory(4).title,
      body: otherStory(4).text,
      publishedAt: new Date(otherStory(4).at!).toISOString(),
      provenance: { status: 200, strategy: 'feed', requestedUrl: feedAddress },
    })
    expect(event!.provenance.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await rejected()).map(({ url }) => url!.slice(-2))).toEqual(['/5'])
  })

  test('is left as it is where it has become an event meanwhile', async () => {
    await run(taken)
    const head = await world.store.changes.head()
    expect(await run(taken)).toMatchObject({ added: 0 })
    expect(await world.store.changes.head()).toBe(head)
  })
})
