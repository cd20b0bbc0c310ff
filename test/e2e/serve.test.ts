import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { article, drugStory } from '../ingest/pages.ts'
import { type Site, startSite } from '../ingest/site.ts'
import { addressOf, ask, onlyLoopback, start } from './process.ts'

let site: Site
let folder: string
let env: Record<string, string>

beforeEach(async () => {
  site = await startSite()
  folder = await mkdtemp(join(tmpdir(), 'bulletin-'))
  env = { PORT: '0', DATA_DIR: folder, BULLETIN_HOST_MAP: await onlyLoopback(site), BULLETIN_PACE: '100' }
})
afterEach(async () => {
  await site[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const patience = { timeout: 60_000, interval: 200 }
const host = 'https://www.interfax-russia.ru'
const numbers = [1, 2, 3, 4, 5, 6]

/** A feed without texts at Interfax-Russia's address, and a page for each item. */
function offer() {
  const day = new Date(Date.now() - 3_600_000).toUTCString()
  const items = numbers.map(
    (n) =>
      `<item><title>${drugStory(n).title}</title><link>${host}/news/${n}</link><pubDate>${day}</pubDate></item>`,
  )
  site.pages.set(
    '/rss/public.rss',
    `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`,
  )
  for (const n of numbers)
    site.pages.set(`/news/${n}`, article(drugStory(n)).replace('class="text"', 'class="editor-content"'))
}

const health = '{ sources { id health { status nextPollAt lastError { code message } } } }'
const events = '{ events(filter: { sources: ["ru/interfax-russia"] }, first: 100) { nodes { url title } } }'

describe('bulletin serve', { timeout: 120_000 }, () => {
  test('without any site to be reached it serves, says of each source why, and exits cleanly on SIGTERM', async () => {
    await site[Symbol.asyncDispose]()
    await using running = start(['serve'], env)
    const url = await addressOf(running)
    const sources = await vi.waitFor(async () => {
      const { sources } = await ask(url, health)
      expect(sources.every(({ health }: { health: { lastError: unknown } }) => health.lastError)).toBe(true)
      return sources
    }, patience)
    expect(sources.length).toBeGreaterThan(10)
    for (const source of sources) {
      expect(source.health.status).toBe('FAILING')
      expect(source.health.lastError).toMatchObject({
        code: 'SOURCE_UNREACHABLE',
        message: expect.stringMatching(/ECONNREFUSED|left alone/),
      })
      expect(Date.parse(source.health.nextPollAt)).toBeGreaterThan(0)
    }
    running.child.kill('SIGTERM')
    expect((await running.finished).code).toBe(0)
  })

  test('killed in the middle of a poll it loses nothing and repeats nothing', async () => {
    offer()
    // The fourth page keeps the poll waiting until the process is gone.
    let isHanging = false
    const fourth = site.pages.get('/news/4')!
    site.pages.set('/news/4', () => {
      isHanging = true
      return undefined
    })
    const first = start(['serve'], env)
    await vi.waitFor(() => expect(isHanging).toBe(true), patience)
    first.child.kill('SIGKILL')
    await first.finished
    site.pages.set('/news/4', fourth)

    await using second = start(['serve'], env)
    const url = await addressOf(second)
    await vi.waitFor(async () => expect((await ask(url, events)).events.nodes).toHaveLength(6), patience)
    const { eventChanges } = await ask(url, '{ eventChanges(first: 100) { nodes { kind event { url } } } }')
    const urls = eventChanges.nodes.map(({ event }: { event: { url: string } }) => event.url)
    expect(new Set(urls).size).toBe(urls.length)
    expect(eventChanges.nodes.every(({ kind }: { kind: string }) => kind === 'ADDED')).toBe(true)
    second.child.kill('SIGINT')
    expect((await second.finished).code).toBe(0)
  })

  test('a gateway without a poller asks no site for anything', async () => {
    await using running = start(['serve', '--role', 'gateway'], env)
    const url = await addressOf(running)
    expect((await ask(url, health)).sources.length).toBeGreaterThan(10)
    expect(site.asked).toEqual([])
    running.child.kill('SIGTERM')
    expect((await running.finished).code).toBe(0)
  })
})
