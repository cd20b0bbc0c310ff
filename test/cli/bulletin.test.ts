import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bulletin, onlyLoopback } from '../e2e/process.ts'
import { drugStory, otherStory } from '../ingest/pages.ts'
import { type Site, startSite } from '../ingest/site.ts'

let site: Site
let folder: string
let env: Record<string, string>

beforeEach(async () => {
  site = await startSite()
  folder = await mkdtemp(join(tmpdir(), 'bulletin-'))
  env = { DATA_DIR: folder, BULLETIN_HOST_MAP: await onlyLoopback(site), LOG_LEVEL: 'silent' }
})
afterEach(async () => {
  await site[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** polisia.kz as WordPress shows itself: REST closed, the feed open and with texts. */
function openFeed() {
  const at = new Date(Date.now() - 3_600_000).toUTCString()
  const items = [drugStory(1), drugStory(2), otherStory(3)].map(
    ({ slug, title, text }) =>
      `<item><title>${title}</title><link>https://polisia.kz/ru/${slug}/</link><pubDate>${at}</pubDate>
       <content:encoded><![CDATA[<p>${text}</p>]]></content:encoded></item>`,
  )
  site.pages.set('/ru/wp-json/wp/v2/posts', { status: 401, body: '{"code":"rest_forbidden"}' })
  site.pages.set(
    '/ru/feed/',
    `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>${items.join('')}</channel></rss>`,
  )
}

describe('bulletin', { timeout: 60_000 }, () => {
  test('--help names every command, the environment and the exit codes', async () => {
    const { code, out } = await bulletin(['--help'])
    expect(code).toBe(0)
    for (const word of ['serve', 'poll', 'check', 'backfill', 'DATABASE_URL', 'Exit codes'])
      expect(out).toContain(word)
  })

  test.each(['serve', 'poll', 'check', 'backfill'])('%s --help gives an example', async (command) => {
    const { code, out } = await bulletin([command, '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(String.raw`Examples?:[\s\S]*bulletin ${command}`))
  })

  test('an unknown command is refused with the likely one', async () => {
    const { code, err } = await bulletin(['pol'])
    expect(code).toBe(2)
    expect(err).toContain('Did you mean poll?')
  })

  test('a wrong environment is told whole, before anything is opened', async () => {
    const { code, err } = await bulletin(['poll'], { PORT: 'x', REDIS_URL: 'http://x' })
    expect(code).toBe(2)
    expect(err).toMatch(/PORT[\s\S]*REDIS_URL/)
  })

  test('poll visits the sources named and prints what came of it', async () => {
    openFeed()
    const { code, out } = await bulletin(['poll', 'kz/polisia-ru'], env)
    expect(out).toMatch(/kz\/polisia-ru +OK +feed +3 +2 +0 +0 +1/)
    expect(code).toBe(0)
    const again = await bulletin(['poll', 'kz/polisia-ru', 'kz/polisia-kk'], env)
    expect(again.out).toMatch(/kz\/polisia-ru +OK +feed +3 +0 +0 +0 +0/)
    expect(again.out).toMatch(/kz\/polisia-kk +CHANGED .*404/)
    expect(again.code).toBe(1)
  })

  test('check tells what works and what it would yield, and stores nothing', async () => {
    openFeed()
    const { code, out } = await bulletin(['check', 'kz/polisia-ru'], env)
    expect(code).toBe(0)
    expect(out).toMatch(/✗ wordpress: .*401/)
    expect(out).toMatch(/✓ feed: 3 items; of the first 3, 2 would be stored/)
    expect(out).toContain(drugStory(1).title)
    expect(out).toContain('1 of 1 sources can be read.')
    expect((await bulletin(['check', 'kz/polisia-kk'], env)).code).toBe(1)
  })

  test('backfill refuses a day that is none', async () => {
    const { code, err } = await bulletin(['backfill', 'kz/polisia-ru', '--since', '1 April'], env)
    expect(code).toBe(2)
    expect(err).toContain('--since 1 April is not a day of the form YYYY-MM-DD.')
  })

  test('backfill tells how far it came', async () => {
    openFeed()
    const { code, out, err } = await bulletin(['backfill', 'kz/polisia-ru', '--since', '2025-01-01'], env)
    expect(err).toContain('page 1: 2 events')
    expect(out).toMatch(/kz\/polisia-ru: 1 pages, back to \d{4}-\d\d-\d\d; 2 events added, 1 turned down\./)
    expect(code).toBe(0)
  })

  test('runs through its launcher, which finds a Node that is new enough', async () => {
    const bin = fileURLToPath(new URL('../../src/cli/bin.mjs', import.meta.url))
    const { stdout } = await promisify(execFile)(bin, ['--version'])
    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/)
  })
})
