import { describe, expect, test } from 'vitest'
import type { Address } from '../../src/fetch/guarded-lookup.ts'
import { createPoster, explainPost } from '../../src/fetch/index.ts'
import { startSite } from './loopback-site.ts'

const message = { headers: { 'webhook-id': 'msg_1' }, body: '{}' }
/** Names lead where the test says; what is asked for is written down. */
function lookupTo(...addresses: string[]) {
  const asked: string[] = []
  const lookup = async (host: string): Promise<Address[]> => {
    asked.push(host)
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  }
  return { asked, lookup }
}

describe('an address that somebody outside names is refused before anything is asked', () => {
  test.each([
    ['plain http', 'http://hooks.example/'],
    ['plain http, loopback', 'http://127.0.0.1:8080/'],
    ['loopback', 'https://127.0.0.1/'],
    ['loopback, named', 'https://127.0.0.1:8443/'],
    ['this host', 'https://0.0.0.0/'],
    ['private', 'https://10.0.0.1/'],
    ['private', 'https://192.168.1.1/hook'],
    ['link-local', 'https://169.254.169.254/latest/meta-data/'],
    ['decimal', 'https://2130706433/'],
    ['octal', 'https://0177.0.0.1/'],
    ['hexadecimal', 'https://0x7f.1/'],
    ['short', 'https://127.1/'],
    ['full-width digits', 'https://１２７.0.0.1/'],
    ['public, but as a number', 'https://134744072/'],
    ['IPv6 loopback', 'https://[::1]/'],
    ['IPv4-mapped', 'https://[::ffff:10.0.0.1]/'],
    ['IPv4-mapped, public', 'https://[::ffff:8.8.8.8]/'],
    ['NAT64', 'https://[64:ff9b::7f00:1]/'],
    ['6to4', 'https://[2002:7f00:1::1]/'],
    ['unique local', 'https://[fd00::1]/'],
    ['a user name', 'https://user:secret@hooks.example/'],
    ['a mail port', 'https://hooks.example:25/'],
    ['other scheme', 'file:///etc/passwd'],
    ['other scheme', 'ftp://hooks.example/'],
    ['no address', 'hooks.example'],
    ['empty', ''],
  ])('%s: %s', async (_, url) => {
    const { asked, lookup } = lookupTo('127.0.0.1')
    await using poster = createPoster({ lookup })
    expect(() => poster.check(url)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
    await expect(poster.post({ url, ...message })).rejects.toMatchObject({ code: 'REQUEST_REFUSED' })
    expect(asked).toEqual([])
  })
})

test.each([
  'https://hooks.example/a?b=c',
  'https://hooks.example:8443/',
  'https://8.8.8.8/',
  'https://мвд.рф/',
])('taken: %s', async (url) => {
  await using poster = createPoster()
  expect(poster.check(url).protocol).toBe('https:')
})

test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00::1'])(
  'a name that leads to %s is not connected to, and the owner is not told where it led',
  async (address) => {
    await using site = await startSite({ '/': '' })
    const { asked, lookup } = lookupTo(address)
    await using poster = createPoster({ lookup })
    const url = `https://hooks.example:${site.port}/`
    const error = await poster.post({ url, ...message }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'REQUEST_REFUSED' })
    expect(explainPost(error)).toBe('The name does not lead to the public Internet.')
    expect(asked).toEqual(['hooks.example'])
    expect(site.connections).toBe(0)
  },
)

describe('a host that the configuration allows', () => {
  test('may be on this machine, speak plain HTTP and have any port', async () => {
    await using site = await startSite((request, response) => {
      response.writeHead(request.method === 'POST' ? 202 : 400, { 'retry-after': '7' }).end('taken')
    })
    await using poster = createPoster({ privateHosts: ['127.0.0.1', 'localhost'] })
    for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST']) {
      const url = `http://${host}:${site.port}/hook`
      expect(poster.check(url).port).toBe(String(site.port))
      expect(await poster.post({ url, ...message })).toEqual({ status: 202, retryAfterSeconds: 7 })
    }
    expect(site.requests[0]!.headers).toMatchObject({
      'webhook-id': 'msg_1',
      'user-agent': expect.stringContaining('Bulletin'),
    })
  })

  test('is itself only: not its neighbours, nor what sends on to them', async () => {
    await using other = await startSite({ '/': '' })
    await using site = await startSite({
      '/': { status: 308, headers: { location: `http://127.0.0.1:${other.port}/` } },
    })
    await using poster = createPoster({ privateHosts: ['localhost'] })
    expect(() => poster.check('http://127.0.0.1/')).toThrow()
    expect(() => poster.check('http://sub.localhost/')).toThrow()
    const sent = await poster.post({ url: `http://localhost:${site.port}/`, ...message })
    expect(sent.status).toBe(308)
    expect(other.connections).toBe(0)
  })
})

test('a receiver that never answers is given up in time', async () => {
  await using site = await startSite(() => {})
  await using poster = createPoster({ privateHosts: ['127.0.0.1'], limits: { totalTimeoutMs: 300 } })
  const error = await poster
    .post({ url: `http://127.0.0.1:${site.port}/`, ...message })
    .catch((thrown: unknown) => thrown)
  expect(explainPost(error)).toBe('127.0.0.1: not finished within 0.3 s.')
})

test('what a receiver answered counts, though its body never ends', async () => {
  await using site = await startSite((_, response) => {
    response.writeHead(200)
    response.write('.')
  })
  await using poster = createPoster({ privateHosts: ['127.0.0.1'], limits: { totalTimeoutMs: 500 } })
  const sent = await poster.post({ url: `http://127.0.0.1:${site.port}/`, ...message })
  expect(sent.status).toBe(200)
})
