import type { RequestListener } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { RequestRefused, SourceUnreachable } from '../../src/model/errors.ts'
import { fetching } from './fetching.ts'
import { startSite } from './loopback-site.ts'

const page = '<p>Новости'
const robots = (body: string) => ({ headers: { 'content-type': 'text/plain' }, body })
const pages = (site: { asked: string[] }) => site.asked.filter((path) => path !== '/robots.txt')

/** Answers with each of `statuses` in turn, then with 200. */
function failing(...statuses: (number | [number, Record<string, string>])[]): RequestListener {
  let turn = 0
  return (_, response) => {
    const next = statuses[turn++] ?? 200
    const [status, headers] = typeof next === 'number' ? [next, {}] : next
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(page)
  }
}

describe('every request', () => {
  it('says who we are and whom to turn to, whatever a connector would rather say', async () => {
    await using site = await startSite({ '/': page })
    await using door = fetching(site, { contact: 'https://bulletin.example/about' })
    await door.get('/', { headers: { 'User-Agent': 'Mozilla/5.0', Host: 'evil.example', 'X-Lang': 'ru' } })
    for (const { headers } of site.requests) {
      expect(headers['user-agent']).toBe(
        'Bulletin/0.1 (anti-drug news feed reader; +https://bulletin.example/about)',
      )
      expect(headers.host).toBe('polisia.kz')
    }
    expect(site.requests.at(-1)?.headers['x-lang']).toBe('ru')
  })

  it('is one of at most two at a time at its host, on at most two connections', async () => {
    await using site = await startSite((request, response) => {
      setImmediate(() =>
        response
          .writeHead(request.url === '/robots.txt' ? 404 : 200, { 'content-type': 'text/html' })
          .end(page),
      )
    })
    await using door = fetching(site)
    await Promise.all(Array.from({ length: 40 }, (_, index) => door.get(`/${index}`)))
    expect(pages(site)).toHaveLength(40)
    expect(site.busiest).toBeLessThanOrEqual(2)
    expect(site.connections).toBeLessThanOrEqual(3)
  })

  it('waits in a queue that has an end', async () => {
    await using site = await startSite({})
    await using door = fetching(site, { limits: { queuePerHost: 3 } })
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => door.failure(`/${index}`)))
    expect(outcomes.some((error) => error.reason === 'busy')).toBe(true)
  })
})

describe('validators', () => {
  it('are sent, and 304 is an answer without a body', async () => {
    await using site = await startSite({
      '/': (request, response) => {
        const known =
          request.headers['if-none-match'] === '"v1"' &&
          request.headers['if-modified-since'] === 'Sat, 01 Mar 2025 00:00:00 GMT'
        response
          .writeHead(known ? 304 : 200, { etag: '"v1"', 'content-type': 'text/html' })
          .end(known ? '' : page)
      },
    })
    await using door = fetching(site)
    const first = await door.get('/')
    expect(first).toMatchObject({ notModified: false, headers: { etag: '"v1"' } })
    const validators = { etag: '"v1"', lastModified: 'Sat, 01 Mar 2025 00:00:00 GMT' }
    expect(await door.get('/', {}, { validators })).toMatchObject({
      status: 304,
      notModified: true,
      text: '',
    })
  })
})

describe('a failure that may pass', () => {
  it.each([500, 502, 503, 504])('(%i) is tried again', async (status) => {
    await using site = await startSite({ '/': failing(status, status) })
    await using door = fetching(site)
    expect((await door.get('/')).text).toBe(page)
    expect(pages(site)).toHaveLength(3)
  })

  it('(a broken connection) is tried again', async () => {
    let turn = 0
    await using site = await startSite({
      '/': (request, response) => (turn++ ? response.writeHead(200).end(page) : request.socket.destroy()),
    })
    await using door = fetching(site)
    expect((await door.get('/')).text).toBe(page)
  })

  it('is tried three times in all, then told', async () => {
    await using site = await startSite({ '/': failing(503, 503, 503, 503) })
    await using door = fetching(site)
    expect(await door.failure('/')).toMatchObject({ reason: 'status' })
    expect(pages(site)).toHaveLength(3)
  })

  it('is not repeated for a POST that has reached the site', async () => {
    await using site = await startSite({ '/': failing(503) })
    await using door = fetching(site)
    await door.failure('/', { method: 'POST', body: '{}', expect: 'json' })
    expect(pages(site)).toHaveLength(1)
  })

  it.each([400, 401, 403, 404, 429])('(%i is none) is not repeated', async (status) => {
    await using site = await startSite({ '/': failing(status, status, status) })
    await using door = fetching(site)
    await door.failure('/')
    expect(pages(site)).toHaveLength(1)
  })
})

describe('Retry-After', () => {
  it('that is short is waited for', async () => {
    await using site = await startSite({
      '/': failing([429, { 'retry-after': '0' }], [503, { 'retry-after': '0' }]),
    })
    await using door = fetching(site)
    expect((await door.get('/')).text).toBe(page)
  })

  it.each([
    ['seconds', '120'],
    ['a date', 'Sun, 01 Mar 2026 00:02:00 GMT'],
  ])('in %s that is long leaves the whole host alone until then', async (_, value) => {
    let now = new Date('2026-03-01T00:00:00Z')
    await using site = await startSite({ '/': failing([503, { 'retry-after': value }]), '/other': page })
    await using door = fetching(site, { clock: { now: () => now } })
    expect(await door.failure('/')).toMatchObject({ reason: 'status', retryAfterSeconds: 120 })
    const asked = site.asked.length
    expect(await door.failure('/other')).toMatchObject({ reason: 'retry-after', retryAfterSeconds: 120 })
    expect(site.asked).toHaveLength(asked)
    now = new Date('2026-03-01T00:02:01Z')
    expect((await door.get('/other')).text).toBe(page)
  })
})

describe('a host that fails again and again', () => {
  it('is left alone for a while, then asked once, then used again', async () => {
    let down = true
    await using site = await startSite({
      '/': (_, response) => response.writeHead(down ? 500 : 200, { 'content-type': 'text/html' }).end(page),
    })
    await using door = fetching(site, { robots: false, limits: { retries: 0, breakAfter: 3, breakMs: 200 } })
    for (let time = 0; time < 3; time++) expect(await door.failure('/')).toMatchObject({ reason: 'status' })
    const error = await door.failure('/')
    expect(error).toMatchObject({ reason: 'circuit-open' })
    expect(error.message).toBe(
      'polisia.kz: left alone after 3 failures in a row. The last: polisia.kz: answered 500 Internal Server Error for /.',
    )
    expect(site.asked).toHaveLength(3)
    down = false
    await vi.waitFor(async () => expect((await door.get('/')).text).toBe(page), 10_000)
  })

  it('does not count pages that are missing', async () => {
    await using site = await startSite({ '/': page })
    await using door = fetching(site, { limits: { retries: 0, breakAfter: 2 } })
    for (let time = 0; time < 5; time++) await door.failure(`/missing/${time}`)
    expect((await door.get('/')).text).toBe(page)
  })
})

describe('robots.txt', () => {
  it('is asked once for a host and obeyed', async () => {
    await using site = await startSite({
      '/robots.txt': robots('User-agent: *\nDisallow: /\n\nUser-agent: bulletin\nDisallow: /private'),
      '/': page,
      '/private/x': page,
    })
    await using door = fetching(site)
    await Promise.all([door.get('/'), door.get('/'), door.get('/')])
    const error = await door.failure('/private/x')
    expect(error).toBeInstanceOf(RequestRefused)
    expect(error.message).toBe('polisia.kz: its robots.txt asks programs not to read /private/x; not read.')
    expect(site.asked.filter((path) => path === '/robots.txt')).toHaveLength(1)
    expect(site.asked).not.toContain('/private/x')
  })

  it('is asked again after a day', async () => {
    let now = Date.parse('2026-03-01T00:00:00Z')
    let text = 'User-agent: *\nDisallow: /'
    await using site = await startSite({
      '/robots.txt': (_, response) => void response.writeHead(200).end(text),
      '/': page,
    })
    await using door = fetching(site, { clock: { now: () => new Date(now) } })
    expect(await door.failure('/')).toBeInstanceOf(RequestRefused)
    text = ''
    now += 23 * 3600_000
    expect(await door.failure('/')).toBeInstanceOf(RequestRefused)
    now += 2 * 3600_000
    expect((await door.get('/')).text).toBe(page)
  })

  it.each([400, 401, 403, 404, 410])('that answers %i allows everything', async (status) => {
    await using site = await startSite({
      '/robots.txt': { status, body: 'User-agent: *\nDisallow: /' },
      '/': page,
    })
    await using door = fetching(site)
    expect((await door.get('/')).text).toBe(page)
  })

  it.each([500, 503])('that answers %i forbids everything for now, in its own words', async (status) => {
    await using site = await startSite({ '/robots.txt': { status }, '/': page })
    await using door = fetching(site)
    const error = await door.failure('/')
    expect(error).toBeInstanceOf(SourceUnreachable)
    expect(error.message).toContain(`answered ${status}`)
    expect(error.message).toContain('/robots.txt')
    expect(pages(site)).toEqual([])
  })

  it('that was read before serves while the site fails', async () => {
    let now = Date.parse('2026-03-01T00:00:00Z')
    let down = false
    await using site = await startSite({
      '/robots.txt': (_, response) =>
        void response.writeHead(down ? 500 : 200).end('User-agent: *\nDisallow: /no'),
      '/': page,
    })
    await using door = fetching(site, { clock: { now: () => new Date(now) } })
    await door.get('/')
    down = true
    now += 48 * 3600_000
    expect((await door.get('/')).text).toBe(page)
    expect(await door.failure('/no')).toBeInstanceOf(RequestRefused)
  })

  it('is followed through redirects; one that leads away from the source is as good as none', async () => {
    await using site = await startSite({
      '/robots.txt': { status: 301, headers: { location: '/files/robots.txt' } },
      '/files/robots.txt': robots('User-agent: *\nDisallow: /no'),
      '/no': page,
    })
    await using door = fetching(site)
    expect(await door.failure('/no')).toBeInstanceOf(RequestRefused)
    await using away = await startSite({
      '/robots.txt': { status: 301, headers: { location: 'https://cdn.example/' } },
      '/': page,
    })
    await using other = fetching(away)
    expect((await other.get('/')).text).toBe(page)
  })

  it('is read to 500 KiB and no further', async () => {
    const filler = `# ${'x'.repeat(98)}\n`.repeat(5_200)
    await using site = await startSite({
      '/robots.txt': robots(`User-agent: *\nDisallow: /early\n${filler}Disallow: /late\n`),
      '/late': page,
    })
    await using door = fetching(site)
    expect(await door.failure('/early')).toBeInstanceOf(RequestRefused)
    expect((await door.get('/late')).text).toBe(page)
  })

  it('of every host on the way is asked', async () => {
    await using site = await startSite({
      '/go': { status: 302, headers: { location: 'https://akn.tj/private' } },
    })
    await using other = await startSite({
      '/robots.txt': robots('User-agent: *\nDisallow: /private'),
      '/private': page,
    })
    await using door = fetching(site, {}, { 'akn.tj': other })
    expect(await door.failure('/go')).toBeInstanceOf(RequestRefused)
    expect(other.asked).toEqual(['/robots.txt'])
  })
})
