import { describe, expect, it } from 'vitest'
import { RequestRefused, SourceUnreachable } from '../../src/model/errors.ts'
import { fetching } from './fetching.ts'
import { startSite } from './loopback-site.ts'

const to = (location: string, status = 302) => ({ status, headers: { location } })

describe('a redirect', () => {
  it('is followed within the source, and both addresses are told', async () => {
    await using site = await startSite({
      '/old': to('/new?a=1#part', 301),
      '/new': to('https://www.polisia.kz/final', 308),
      '/final': '<p>here',
    })
    await using door = fetching(site, {}, { 'www.polisia.kz': site })
    expect(await door.get('/old')).toMatchObject({
      requestedUrl: 'https://polisia.kz/old',
      url: 'https://www.polisia.kz/final',
      status: 200,
      text: '<p>here',
    })
    expect(site.asked).toContain('/new?a=1')
  })

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:6379/',
    'http://[::1]/',
    'https://evil.example/',
    '//evil.example/',
    'https://polisia.kz@evil.example/',
    'file:///etc/passwd',
    'gopher://polisia.kz/',
    'http://2852039166/',
    'http://[::ffff:a9fe:a9fe]/',
  ])('to %s is refused and not followed', async (location) => {
    await using site = await startSite({ '/': to(location), '/later': to('/') })
    await using door = fetching(site)
    expect(await door.failure('/')).toBeInstanceOf(RequestRefused)
    expect(await door.failure('/later')).toBeInstanceOf(RequestRefused)
  })

  it('in a circle is told as one', async () => {
    await using site = await startSite({ '/a': to('/b'), '/b': to('/a'), '/self': to('/self') })
    await using door = fetching(site)
    expect(await door.failure('/a')).toMatchObject({ reason: 'redirect-loop' })
    const error = await door.failure('/self')
    expect(error).toBeInstanceOf(SourceUnreachable)
    expect(error.message).toBe('polisia.kz: redirects in a circle (/self).')
  })

  it('may happen five times and no more', async () => {
    await using site = await startSite((request, response) => {
      const left = Number(request.url?.slice(1))
      if (!left)
        return void response
          .writeHead(request.url === '/0' ? 200 : 404, { 'content-type': 'text/html' })
          .end('<p>end')
      response.writeHead(302, { location: `/${left - 1}` }).end()
    })
    await using door = fetching(site)
    expect((await door.get('/5')).text).toBe('<p>end')
    expect(await door.failure('/6')).toMatchObject({ reason: 'too-many-redirects' })
  })

  it('to another host takes no keys or cookies along; on the same host it does', async () => {
    await using site = await startSite({
      '/same': to('/end'),
      '/other': to('https://api.polisia.kz/end'),
      '/end': '<p>x',
    })
    await using api = await startSite({ '/end': '<p>y' })
    await using door = fetching(site, {}, { 'api.polisia.kz': api })
    const headers = {
      Authorization: 'Bearer x',
      Cookie: 'a=b',
      token: 'secret',
      'X-Api-Key': 'k',
      'Accept-Language': 'ru',
    }
    const validators = { etag: '"v1"' }
    await door.get('/same', { headers }, { validators })
    expect(site.requests.at(-1)?.headers).toMatchObject({
      authorization: 'Bearer x',
      cookie: 'a=b',
      token: 'secret',
    })
    await door.get('/other', { headers }, { validators })
    const sent = api.requests.at(-1)!.headers
    expect(sent).toMatchObject({ 'accept-language': 'ru', 'if-none-match': '"v1"', host: 'api.polisia.kz' })
    for (const name of ['authorization', 'cookie', 'token', 'x-api-key'])
      expect(sent).not.toHaveProperty(name)
  })

  it('turns a POST into a GET where HTTP says so, and repeats it where it says that', async () => {
    const bodies: string[] = []
    await using site = await startSite((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += chunk))
      request.on('end', () => {
        bodies.push(`${request.method} ${request.url} ${body}`)
        const redirect = { '/303': 303, '/307': 307 }[request.url ?? '']
        if (redirect) response.writeHead(redirect, { location: '/end' }).end()
        else
          response
            .writeHead(request.url === '/end' ? 200 : 404, { 'content-type': 'application/json' })
            .end('{}')
      })
    })
    await using door = fetching(site)
    const post = { method: 'POST', body: '{"query":"x"}', expect: 'json' } as const
    await door.get('/303', post)
    await door.get('/307', post)
    expect(bodies.filter((line) => !line.includes('robots'))).toEqual([
      'POST /303 {"query":"x"}',
      'GET /end ',
      'POST /307 {"query":"x"}',
      'POST /end {"query":"x"}',
    ])
  })
})
