import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createFetcher, type FetcherOptions } from '../../src/fetch/index.ts'
import { BadInput } from '../../src/model/errors.ts'
import { startSite } from './loopback-site.ts'

const file = (name: string) => new URL(`tls/${name}`, import.meta.url).pathname
// Made for these tests alone, valid for a hundred years, trusted by nobody.
const tls = { key: readFileSync(file('site.key.pem'), 'utf8'), cert: readFileSync(file('site.pem'), 'utf8') }
const caFile = file('national-root.pem')

/** мвд.рф, or another name, at a server whose certificate ends in a root that nobody else trusts. */
async function ask(name: string, options: FetcherOptions) {
  await using site = await startSite({ '/news': '<p>Новости МВД' }, tls)
  await using fetcher = createFetcher({
    hostMap: { [name]: { address: '127.0.0.1', port: site.port, tls: true } },
    limits: { retries: 0 },
    ...options,
  })
  return await fetcher
    .fetch({ url: `https://${name}/news`, expect: 'html' }, { allowedHosts: [name] })
    .then(({ text }) => text)
    .catch((error: unknown) => error)
}

describe('a host that ends in a national root', () => {
  it('is not believed without that root, and the message says what to do', async () => {
    const error = await ask('мвд.рф', {})
    expect(error).toMatchObject({ code: 'SOURCE_UNREACHABLE', reason: 'tls' })
    expect((error as Error).message).toMatch(
      /^мвд\.рф: its certificate comes from an authority that is not trusted here/,
    )
    expect((error as Error).message).toContain('CA file')
  })

  it('is believed with it, and so are its subdomains', async () => {
    expect(await ask('мвд.рф', { hosts: { 'мвд.рф': { caFile } } })).toBe('<p>Новости МВД')
    expect(await ask('16.мвд.рф', { hosts: { 'мвд.рф': { caFile } } })).toBe('<p>Новости МВД')
  })

  it('is still held to its name', async () => {
    const error = await ask('polisia.kz', { hosts: { 'polisia.kz': { caFile } } })
    expect(error).toMatchObject({ reason: 'tls', message: expect.stringContaining('is for another host') })
  })

  it('lends its root to no other host', async () => {
    expect(await ask('мвд.рф', { hosts: { 'akn.tj': { caFile } } })).toMatchObject({ reason: 'tls' })
  })
})

it('settings that cannot be used are told at the start, with the host and the file', () => {
  expect(() => createFetcher({ hosts: { 'мвд.рф': { caFile: '/no/such.pem' } } })).toThrow(BadInput)
  expect(() => createFetcher({ hosts: { 'мвд.рф': { caFile: '/no/such.pem' } } })).toThrow(
    /мвд\.рф.*such\.pem/,
  )
  expect(() => createFetcher({ hosts: { 'мвд.рф': { caFile: file('site.key.pem') } } })).toThrow(
    'no PEM certificate',
  )
  expect(() => createFetcher({ hosts: { 'мвд.рф': { proxy: 'proxy:3128' } } })).toThrow(BadInput)
})

describe('a host behind a proxy', () => {
  it('is reached through it, and checked end to end', async () => {
    await using site = await startSite({ '/news': '<p>Новости МВД' }, tls)
    const tunnels: string[] = []
    const proxy = createServer()
    proxy.on('connect', (request, client) => {
      tunnels.push(request.url ?? '')
      const upstream = connect(site.port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        upstream.pipe(client).pipe(upstream)
      })
      for (const end of [client, upstream]) end.on('error', () => client.destroy())
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    try {
      await using fetcher = createFetcher({ hosts: { 'мвд.рф': { caFile, proxy: address } } })
      const request = { url: 'https://мвд.рф/news', expect: 'html' } as const
      expect((await fetcher.fetch(request, { allowedHosts: ['мвд.рф'] })).text).toBe('<p>Новости МВД')
      expect(new Set(tunnels)).toEqual(new Set(['xn--b1aew.xn--p1ai:443']))

      await using distrustful = createFetcher({
        hosts: { 'мвд.рф': { proxy: address } },
        limits: { retries: 0 },
      })
      await expect(distrustful.fetch(request, { allowedHosts: ['мвд.рф'] })).rejects.toMatchObject({
        reason: 'tls',
      })
    } finally {
      proxy.close()
    }
  })
})
