import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { RequestRefused, SourceChanged, SourceUnreachable } from '../../src/model/errors.ts'
import { fetching } from './fetching.ts'
import { startSite } from './loopback-site.ts'

const rss = '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title></channel></rss>'
const page = '<!doctype html><title>Новости</title><p>Изъято 5 кг гашиша'
const megabyte = Buffer.alloc(1024 * 1024, '<p>x')

describe('an answer without end', () => {
  it('of three gigabytes is stopped at the cap, with memory flat', async () => {
    let sent = 0
    await using site = await startSite({
      '/huge': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' })
        const pump = () => {
          while (sent < 3 * 1024 && !response.destroyed) {
            sent++
            if (!response.write(megabyte)) return void response.once('drain', pump)
          }
          response.end()
        }
        pump()
      },
    })
    await using door = fetching(site, { limits: { maxBodyBytes: 4 * 1024 * 1024 } })
    const before = process.memoryUsage().rss
    const error = await door.failure('/huge')
    expect(error).toBeInstanceOf(SourceChanged)
    expect(error.message).toContain('polisia.kz: the answer goes on and on')
    expect(sent).toBeLessThan(200)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('that announces three gigabytes is not read at all', async () => {
    await using site = await startSite({
      '/huge': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': 3 * 1024 ** 3 })
        response.write('<p>')
      },
    })
    await using door = fetching(site)
    expect((await door.failure('/huge')).message).toContain('announces 3072 MB')
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('unpacked from a small %s body (a bomb) is stopped at the cap', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(64 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(100_000)
    await using site = await startSite({
      '/bomb': { headers: { 'content-type': 'text/html', 'content-encoding': encoding }, body: bomb },
    })
    await using door = fetching(site, { limits: { maxBodyBytes: 1024 * 1024 } })
    const error = await door.failure('/bomb')
    expect(error).toBeInstanceOf(SourceChanged)
    expect(error.message).toContain(`unpacks from ${encoding} without end`)
  })

  it('dripping a byte at a time ends with the deadline', async () => {
    await using site = await startSite({
      '/drip': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' })
        const drip = setInterval(() => response.write('x'), 10)
        response.on('close', () => clearInterval(drip))
      },
    })
    await using door = fetching(site, { limits: { totalTimeoutMs: 300, retries: 0 } })
    const error = await door.failure('/drip')
    expect(error).toMatchObject({ reason: 'timeout', message: 'polisia.kz: not finished within 0.3 s.' })
  })
})

describe('a server that', () => {
  it('accepts and says nothing is a timeout', async () => {
    await using site = await startSite({ '/silent': () => {} })
    await using door = fetching(site, { limits: { headersTimeoutMs: 100, retries: 0 } })
    expect(await door.failure('/silent')).toMatchObject({ reason: 'timeout' })
  })

  it('falls silent in the middle is a timeout', async () => {
    await using site = await startSite({
      '/half': (_, response) => void response.writeHead(200).write('<p>half'),
    })
    await using door = fetching(site, { limits: { bodyTimeoutMs: 100, retries: 0 } })
    const error = await door.failure('/half')
    expect(error).toMatchObject({
      reason: 'timeout',
      message: 'polisia.kz: fell silent in the middle of its answer.',
    })
  })

  it('breaks the connection off is a reset, before the headers and after', async () => {
    await using site = await startSite({
      '/before': (request) => void request.socket.destroy(),
      '/after': (request, response) => {
        response.writeHead(200, { 'content-length': 1000 })
        response.write('<p>', () => request.socket.destroy())
      },
    })
    await using door = fetching(site, { limits: { retries: 0 } })
    expect(await door.failure('/before')).toMatchObject({ reason: 'reset' })
    expect(await door.failure('/after')).toMatchObject({ reason: 'reset' })
  })

  it('does not speak HTTP is told apart from one that is down', async () => {
    await using site = await startSite({
      '/odd': (request) => void request.socket.end('SSH-2.0-OpenSSH\r\n\r\n'),
    })
    await using door = fetching(site, { limits: { retries: 0 } })
    const error = await door.failure('/odd')
    expect(error).toMatchObject({ reason: 'protocol' })
    expect(error.message).toContain('not valid HTTP')
  })

  it('sends headers beyond measure is left', async () => {
    await using site = await startSite({
      '/headers': { headers: { 'x-long': 'x'.repeat(100_000) }, body: page },
    })
    await using door = fetching(site, { limits: { retries: 0 } })
    expect(await door.failure('/headers')).toMatchObject({ reason: 'protocol' })
  })

  it('listens on nothing is unreachable, in words a person understands', async () => {
    const site = await startSite({})
    await site[Symbol.asyncDispose]()
    await using door = fetching(site, { limits: { retries: 0 } })
    const error = await door.failure('/')
    expect(error).toBeInstanceOf(SourceUnreachable)
    expect(error).toMatchObject({ reason: 'connect' })
    expect(error.message).toBe(
      'polisia.kz: connection refused (ECONNREFUSED). The site is down, or closed to us.',
    )
  })
})

describe('a body', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['identity', (bytes: Buffer) => bytes],
    ['gzip', (bytes: Buffer) => bytes],
    ['br, gzip', (bytes: Buffer) => gzipSync(brotliCompressSync(bytes))],
  ])('sent as %s is unpacked', async (encoding, pack) => {
    await using site = await startSite({
      '/': {
        headers: { 'content-type': 'text/html', 'content-encoding': encoding },
        body: pack(Buffer.from(page)),
      },
    })
    await using door = fetching(site)
    const { text, bytes, sha256 } = await door.get('/')
    expect(text).toBe(page)
    expect(Buffer.from(bytes).toString()).toBe(page)
    expect(sha256).toMatch(/^[\da-f]{64}$/)
  })

  it('that was cut off while packed is a reset; one that is not what it says is a change', async () => {
    const gzip = { 'content-type': 'text/html', 'content-encoding': 'gzip' }
    const packed = gzipSync(page.repeat(100))
    await using site = await startSite({
      '/cut': { headers: gzip, body: packed.subarray(0, packed.length - 12) },
      '/broken': { headers: gzip, body: Buffer.concat([packed.subarray(0, 20), Buffer.alloc(200, 7)]) },
      '/thrice': { headers: { ...gzip, 'content-encoding': 'gzip, gzip, gzip' }, body: 'x' },
      '/unknown': { headers: { ...gzip, 'content-encoding': 'compress' }, body: 'x' },
    })
    await using door = fetching(site, { limits: { retries: 0 } })
    expect(await door.failure('/cut')).toMatchObject({ reason: 'reset' })
    for (const path of ['/broken', '/thrice', '/unknown'])
      expect(await door.failure(path)).toBeInstanceOf(SourceChanged)
  })

  it('in windows-1251 that says so nowhere is read right', async () => {
    const body = iconv.encode(`${page} в Алматинской области, задержаны двое подозреваемых.`, 'win1251')
    await using site = await startSite({ '/': { headers: { 'content-type': 'text/html' }, body } })
    await using door = fetching(site)
    expect((await door.get('/')).text).toContain('Изъято 5 кг гашиша в Алматинской области')
  })
})

describe('a 200 that is not what was asked for', () => {
  const kinds = {
    feed: { headers: { 'content-type': 'application/rss+xml' }, body: rss },
    noisyFeed: {
      headers: { 'content-type': 'text/xml' },
      body: `<br />\n<b>Warning</b>: date()<br />\n${rss}`,
    },
    jsonFeed: {
      headers: { 'content-type': 'application/json' },
      body: '{"version":"https://jsonfeed.org/version/1.1","items":[]}',
    },
    xhtml: {
      headers: { 'content-type': 'text/html' },
      body: `<?xml version="1.0"?>\n<!DOCTYPE html>\n<!-- x --><html><title>Лента новостей</title></html>`,
    },
    page: { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page },
    sitemap: { headers: { 'content-type': 'text/xml' }, body: '<?xml version="1.0"?><urlset></urlset>' },
    json: { headers: { 'content-type': 'application/json' }, body: '{"data":[]}' },
    brokenJson: { headers: { 'content-type': 'application/json' }, body: '{"data":[' },
    pdf: { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.7' },
    empty: { headers: { 'content-type': 'text/html' }, body: '' },
    check: {
      headers: { 'content-type': 'text/html' },
      body: '<html><head><title>Just a moment...</title></head></html>',
    },
  }
  const pages = Object.fromEntries(Object.entries(kinds).map(([name, answer]) => [`/${name}`, answer]))

  it.each([
    ['feed', ['feed', 'noisyFeed', 'jsonFeed']],
    ['html', ['page', 'xhtml']],
    ['json', ['json', 'jsonFeed']],
    ['any', ['page', 'pdf', 'empty', 'brokenJson']],
  ] as const)('%s: the right ones pass', async (expected, paths) => {
    await using site = await startSite(pages)
    await using door = fetching(site)
    for (const path of paths) expect((await door.get(`/${path}`, { expect: expected })).status).toBe(200)
  })

  it.each([
    ['feed', 'page', 'polisia.kz: expected a feed at /page and got a web page titled “Новости”.'],
    ['feed', 'xhtml', 'polisia.kz: expected a feed at /xhtml and got a web page titled “Лента новостей”.'],
    ['feed', 'json', 'polisia.kz: expected a feed at /json and got JSON that is not a JSON Feed.'],
    ['feed', 'sitemap', 'polisia.kz: expected a feed at /sitemap and got XML whose root is <urlset>.'],
    ['feed', 'empty', 'polisia.kz: expected a feed at /empty and got an empty answer.'],
    ['html', 'pdf', 'polisia.kz: expected a web page at /pdf and got application/pdf.'],
    ['html', 'check', 'polisia.kz: expected a web page at /check and got a bot check (“Just a moment...”).'],
    ['json', 'page', 'polisia.kz: expected JSON at /page and got a web page titled “Новости”.'],
    [
      'json',
      'brokenJson',
      'polisia.kz: expected JSON at /brokenJson and got application/json that does not parse.',
    ],
  ] as const)('%s: %s is a change that a person has to look at', async (expected, path, message) => {
    await using site = await startSite(pages)
    await using door = fetching(site)
    const error = await door.failure(`/${path}`, { expect: expected })
    expect(error).toBeInstanceOf(SourceChanged)
    expect(error.message).toBe(message)
  })
})

it.each([
  ['open tags', '<a'],
  ['open titles', '<title'],
  ['open comments', '<!--'],
  ['document types', '<!DOCTYPE x ['],
  ['pairs of brackets', '<!DOCTYPE [a]'],
  ['prologs', '<?x'],
  ['metas', '<meta '],
])('megabytes of %s, made to slow the checks, do not', async (_, piece) => {
  await using site = await startSite({
    '/': { headers: { 'content-type': 'text/html' }, body: piece + piece.repeat(2_000_000 / piece.length) },
  })
  await using door = fetching(site)
  for (const expected of ['html', 'feed', 'json'] as const)
    await door
      .get('/', { expect: expected })
      .catch((error: unknown) => expect(error).toBeInstanceOf(SourceChanged))
})

describe('a status', () => {
  it('of failure says what to make of it', async () => {
    await using site = await startSite({
      '/410': { status: 410 },
      '/403': { status: 403 },
      '/400': { status: 400 },
      '/500': { status: 500 },
      '/302': { status: 302 },
      '/204': { status: 204 },
      '/304': { status: 304 },
    })
    await using door = fetching(site, { limits: { retries: 0 } })
    for (const path of ['/404', '/410', '/400', '/302', '/304', '/204'])
      expect(await door.failure(path), path).toBeInstanceOf(SourceChanged)
    expect(await door.failure('/403')).toMatchObject({ reason: 'denied' })
    expect(await door.failure('/500')).toMatchObject({
      reason: 'status',
      message: 'polisia.kz: answered 500 Internal Server Error for /500.',
    })
  })

  it('that the kind wants to see is an answer, body and all', async () => {
    await using site = await startSite({})
    await using door = fetching(site)
    expect(await door.get('/news/99999', { allowStatus: [404] })).toMatchObject({
      status: 404,
      text: 'no such page',
    })
  })
})

it('a request that its caller gives up ends at once', async () => {
  const giveUp = new AbortController()
  await using site = await startSite({ '/': () => giveUp.abort() })
  await using door = fetching(site)
  expect(await door.failure('/', {}, { signal: giveUp.signal })).toMatchObject({ reason: 'aborted' })
  expect(await door.failure('/', {}, { signal: giveUp.signal })).toMatchObject({ reason: 'aborted' })
  expect(site.asked.filter((path) => path === '/')).toHaveLength(1)
})

it('faults of one host leave the others alone', async () => {
  await using bad = await startSite((request) => void request.socket.destroy())
  await using good = await startSite({ '/': page })
  await using door = fetching(bad, { limits: { retries: 0 } }, { 'akn.tj': good })
  const failures = await Promise.all(Array.from({ length: 10 }, () => door.failure('/')))
  expect(failures.every((error) => error instanceof SourceUnreachable)).toBe(true)
  expect((await door.get('https://akn.tj/')).text).toBe(page)
  expect(failures.some((error) => error instanceof RequestRefused)).toBe(false)
})

it('closing gives up what is under way and what waits, and opens nothing more', async () => {
  const reached = Promise.withResolvers<void>()
  await using site = await startSite({ '/slow': () => reached.resolve() })
  const door = fetching(site)
  const outcomes = Promise.all(Array.from({ length: 6 }, () => door.failure('/slow')))
  await reached.promise
  await door[Symbol.asyncDispose]()
  expect((await outcomes).map(({ reason }) => reason)).toEqual(Array(6).fill('aborted'))
  expect(await door.failure('/slow')).toMatchObject({ reason: 'aborted' })
})
