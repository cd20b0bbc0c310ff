import { describe, expect, it } from 'vitest'
import { type Address, guardedLookup } from '../../src/fetch/guarded-lookup.ts'
import { createFetcher, isPublicAddress } from '../../src/fetch/index.ts'
import { RequestRefused } from '../../src/model/errors.ts'
import { fetching, host } from './fetching.ts'
import { startSite } from './loopback-site.ts'

describe('an address is public', () => {
  it.each(['8.8.8.8', '213.59.192.1', '2a02:6b8::2:242', '2606:4700::1111', '172.32.0.1', '100.128.0.1'])(
    '%s',
    (ip) => expect(isPublicAddress(ip)).toBe(true),
  )
})

describe('an address is not public', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback, any', '127.255.1.2'],
    ['this host', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['cloud metadata', '169.254.169.254'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['multicast', '224.0.0.251'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['documentation', '203.0.113.9'],
    ['benchmarking', '198.18.0.1'],
    ['loopback', '::1'],
    ['unspecified', '::'],
    ['IPv4-mapped', '::ffff:127.0.0.1'],
    ['IPv4-mapped, hexadecimal', '::ffff:7f00:1'],
    ['IPv4-mapped, public', '::ffff:8.8.8.8'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64, local use', '64:ff9b:1::a00:1'],
    ['6to4', '2002:7f00:1::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['unique local', 'fd00::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['discard', '100::1'],
    ['no address', 'polisia.kz'],
    ['no address', ''],
  ])('%s: %s', (_, ip) => expect(isPublicAddress(ip)).toBe(false))
})

describe('a request is refused, and no connection made,', () => {
  it.each([
    ['foreign host', 'https://example.org/'],
    ['foreign host with ours before it', 'https://polisia.kz.evil.example/'],
    ['foreign host with ours after it', 'https://evil-polisia.kz/'],
    ['our host as user name', 'https://polisia.kz@evil.example/'],
    ['user name', 'https://user:secret@polisia.kz/'],
    ['other scheme', 'file:///etc/passwd'],
    ['other scheme', 'ftp://polisia.kz/'],
    ['other scheme', 'data:text/html,x'],
    ['no address', 'not an address'],
    ['no host', 'http://'],
    ['metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['decimal', 'http://2130706433/'],
    ['octal', 'http://0177.0.0.1/'],
    ['hexadecimal', 'http://0x7f.1/'],
    ['short', 'http://127.1/'],
    ['full-width digits', 'http://１２７.0.0.1/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 mapped', 'http://[::ffff:127.0.0.1]/'],
  ])('%s: %s', async (_, url) => {
    await using site = await startSite({})
    await using door = fetching(site)
    expect(await door.failure(url)).toBeInstanceOf(RequestRefused)
    expect(site.connections).toBe(0)
  })

  it.each([
    ['http://127.0.0.1/', '127.0.0.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://134744072/', '8.8.8.8'],
    ['http://[::1]/', '[::1]'],
    ['http://[::ffff:8.8.8.8]/', '[::ffff:808:808]'],
  ])('%s, even where the list of hosts names %s', async (url, listed) => {
    await using fetcher = createFetcher()
    const error = await fetcher
      .fetch({ url, expect: 'any' }, { allowedHosts: [listed] })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RequestRefused)
  })

  it('a port that is no web port', async () => {
    await using fetcher = createFetcher({ lookup: async () => [] })
    const error = await fetcher
      .fetch({ url: 'http://polisia.kz:22/', expect: 'any' }, { allowedHosts: [host] })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RequestRefused)
  })
})

describe('a name that resolves to an address that is not public', () => {
  const answers =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address): Address => ({ address, family: address.includes(':') ? 6 : 4 }))

  it('is not connected to, though something listens there', async () => {
    await using site = await startSite({ '/': '<p>internal' })
    await using fetcher = createFetcher({ lookup: answers('127.0.0.1') })
    const error = await fetcher
      .fetch({ url: `http://${host}:${site.port}/`, expect: 'html' }, { allowedHosts: [host] })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RequestRefused)
    expect(error).toMatchObject({ message: expect.stringContaining('polisia.kz: resolves to 127.0.0.1') })
    expect(site.connections).toBe(0)
  })

  it('is judged each time it resolves: a name that changes its mind gains nothing', async () => {
    const given: string[][] = []
    let turn = 0
    const lookup = guardedLookup(() => answers(...(turn++ === 0 ? ['8.8.8.8'] : ['127.0.0.1']))())
    for (let time = 0; time < 2; time++)
      await new Promise<void>((resolve) => {
        lookup(host, { all: true }, (error, addresses) => {
          given.push(error ? [error.name] : (addresses as Address[]).map(({ address }) => address))
          resolve()
        })
      })
    expect(given[0]).toEqual(['8.8.8.8'])
    expect(given[1]).not.toContain('127.0.0.1')
  })

  it('among public ones is passed over', async () => {
    const lookup = guardedLookup(answers('10.0.0.1', '::1', '8.8.8.8', '::ffff:10.0.0.1'))
    const found = await new Promise((resolve) =>
      lookup(host, { all: true }, (_, addresses) => resolve(addresses)),
    )
    expect(found).toEqual([{ address: '8.8.8.8', family: 4 }])
    const one = await new Promise((resolve) => lookup(host, {}, (_, address) => resolve(address)))
    expect(one).toBe('8.8.8.8')
  })
})

it('a name that does not exist is told so at once, without retries', async () => {
  let asked = 0
  const lookup = () => {
    asked++
    return Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND polisia.kz'), { code: 'ENOTFOUND' }))
  }
  await using fetcher = createFetcher({ lookup, robots: false })
  const error = await fetcher
    .fetch({ url: `https://${host}/`, expect: 'html' }, { allowedHosts: [host] })
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    code: 'SOURCE_UNREACHABLE',
    reason: 'dns',
    message: 'polisia.kz: name could not be resolved (ENOTFOUND). Is there a network?',
  })
  expect(asked).toBe(1)
})

describe('a host', () => {
  it('is the same in Unicode, in Punycode, misprinted, in capitals, with a dot and with www', async () => {
    await using site = await startSite({ '/news': '<p>x' })
    await using fetcher = createFetcher({
      hostMap: Object.fromEntries(
        ['мвд.рф', 'www.мвд.рф'].map((name) => [name, { address: '127.0.0.1', port: site.port }]),
      ),
    })
    for (const name of [
      'мвд.рф',
      'xn--b1aew.xn--p1ai',
      'xn--b1aew.xn--plai',
      'XN--B1AEW.XN--PLAI',
      'МВД.РФ',
      'мвд.рф.',
      'www.мвд.рф',
    ])
      expect(
        (await fetcher.fetch({ url: `https://${name}/news`, expect: 'html' }, { allowedHosts: ['мвд.рф'] }))
          .status,
        name,
      ).toBe(200)
    expect(new Set(site.requests.map(({ headers }) => headers.host))).toEqual(
      new Set(['xn--b1aew.xn--p1ai', 'www.xn--b1aew.xn--p1ai']),
    )
  })
})
