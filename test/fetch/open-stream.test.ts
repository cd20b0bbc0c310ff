import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createFetcher } from '../../src/fetch/index.ts'

let server: Server | null = null
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
  server = null
})

async function open(answer: RequestListener, { idleMs = 5_000, url = 'https://kz.example/graphql' } = {}) {
  const listening = createServer(answer)
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const { port } = listening.address() as AddressInfo
  const fetcher = createFetcher({ hostMap: { 'kz.example': { address: '127.0.0.1', port } } })
  const headers = { accept: 'text/event-stream', authorization: 'Bearer secret' }
  const request = { url, method: 'POST' as const, headers, body: '{}', expect: 'any' as const }
  const options = { allowedHosts: ['kz.example'], idleMs }
  return { fetcher, stream: () => fetcher.stream(request, options) }
}

const stream = { 'content-type': 'text/event-stream; charset=utf-8' }

test('bytes come as they are sent, with the key and unpacked', async () => {
  let seen: Record<string, unknown> = {}
  const { fetcher, stream: start } = await open((request, response) => {
    seen = request.headers
    response.writeHead(200, stream)
    response.write('data: 1\n\n')
    request.on('close', () => response.end())
  })
  await using _ = fetcher
  for await (const chunk of await start()) {
    expect(Buffer.from(chunk).toString()).toBe('data: 1\n\n')
    break
  }
  expect(seen).toMatchObject({ authorization: 'Bearer secret', 'accept-encoding': 'identity' })
  expect(seen.accept).toBe('text/event-stream')
})

const refused: [string, RequestListener, RegExp][] = [
  [
    'a web page',
    (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    /answered text\/html/,
  ],
  ['a redirect, which would take the key along', (_, r) => r.writeHead(307, { location: '/x' }).end(), /307/],
  ['a refusal', (_, r) => r.writeHead(401).end(), /401.*does not let/],
  ['too many', (_, r) => r.writeHead(429, { 'retry-after': '9' }).end(), /429.*in 9 s/],
]
test.each(refused)('%s is no stream', async (_, answer, words) => {
  const { fetcher, stream } = await open(answer)
  await using _f = fetcher
  await expect(stream()).rejects.toThrow(words)
})

test('one that falls silent, or breaks off, says so while it is read', async () => {
  const silent = await open((_, response) => void response.writeHead(200, stream).write('a'), {
    idleMs: 1_100,
  })
  await using _ = silent.fetcher
  await expect(Array.fromAsync(await silent.stream())).rejects.toThrow(/fell silent/)
  server!.closeAllConnections()
  server!.close()
  const broken = await open((_, response) => {
    response.writeHead(200, stream).write('a', () => response.destroy())
  })
  await using _b = broken.fetcher
  await expect(Array.fromAsync(await broken.stream())).rejects.toThrow(/broke the connection off/)
})

test('a host that is not the one is not asked', async () => {
  const { fetcher, stream } = await open((_, response) => void response.end(), {
    url: 'https://other.example/',
  })
  await using _ = fetcher
  await expect(stream()).rejects.toThrow(/not a host of this source/)
})
