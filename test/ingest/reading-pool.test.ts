import { afterAll, describe, expect, test } from 'vitest'
import { createReadingPool } from '../../src/ingest/index.ts'
import { noResponse, toListEntry } from '../../src/ingest/list-entry.ts'
import type { Reading } from '../../src/ingest/read-items.ts'
import { toDraft } from '../../src/ingest/to-draft.ts'
import { unify } from '../../src/ingest/unify.ts'
import type { Item } from '../../src/model/item.ts'
import { parseDate, understand } from '../../src/understand/index.ts'
import { source } from './fixture.ts'
import { drugStory } from './pages.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const clock = { now: () => new Date('2025-04-10T12:00:00Z') }
const site = source()

function reading(item: Item): Reading {
  const response = {
    ...noResponse,
    url: 'https://news.example/feed',
    status: 200,
    text: 'the whole page',
    bytes: new TextEncoder().encode('the whole page'),
    fetchedAt: '2025-04-10T12:00:00.000Z',
    sha256: 'ab'.repeat(32),
  }
  return { entry: toListEntry(item, response), item, response, way: 'list' }
}

const { title, text, at } = drugStory(5)
const report = reading({ url: 'https://news.example/1', title, html: `<p>${text}</p>`, publishedAt: at })

describe('items are read in threads of their own', () => {
  const pool = createReadingPool()
  afterAll(() => pool[Symbol.asyncDispose]())

  test('an item gives the event it gives here, and what it was listed on stays here', {
    timeout: 60_000,
  }, async () => {
    const context = { source: site, strategy: 'feed', known: null }
    expect(await pool.toDraft(report, context)).toEqual(toDraft(report, context, { understand, parseDate }))
    expect(report.response.text).toBe('the whole page')
  })

  test('one that cannot be an event is rejected for the reason it is rejected here', {
    timeout: 60_000,
  }, async () => {
    const nameless = reading({ url: 'https://news.example/2', html: '<p>…</p>' })
    await expect(
      pool.toDraft(nameless, { source: site, strategy: 'feed', known: null }),
    ).rejects.toMatchObject({ code: 'ITEM_REJECTED', reason: 'NO_TITLE' })
  })
})

describe('an item that no rule comes to an end with', () => {
  test('is a rejection, and the others are read', { timeout: 120_000 }, async () => {
    const file = new URL('./endless-reader.ts', import.meta.url)
    await using pool = createReadingPool({ file, deadlineMs: 3_000 })
    const titles = ['one', 'endless', 'two', 'greedy', 'three', 'endless', 'four']
    const readings = titles.map((title, n) => reading({ url: `https://news.example/${n}`, title }))
    const ports = { understand, parseDate, clock, log, reading: pool }
    const { drafts, rejections } = await unify(readings, new Map(), { source: site, strategy: 'feed' }, ports)
    expect(drafts).toEqual([])
    expect(rejections.map(({ rejection: { reason, detail } }) => `${reason}: ${detail}`)).toEqual([
      'OFF_TOPIC: read one',
      'UNREADABLE: It takes longer to read than the 3 s it may.',
      'OFF_TOPIC: read two',
      expect.stringMatching(/^UNREADABLE: (Reading it takes more memory|It takes longer)/),
      'OFF_TOPIC: read three',
      'UNREADABLE: It takes longer to read than the 3 s it may.',
      'OFF_TOPIC: read four',
    ])
    expect(rejections[1]!.rejection.payload).toMatchObject({ title: 'endless' })
  })
})
