import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerNotFound } from '../../../src/server/answer-not-found.ts'
import { answerPage } from '../../../src/server/answer-page.ts'
import { handleRequest } from '../../../src/server/handle-request.ts'
import { type Listening, listen } from '../../../src/server/listen.ts'
import { makeBuild } from './make-build.ts'

let server: Listening
let empty: Listening
let folder: string

const silent = { debug() {}, info() {}, warn() {}, error() {} }

beforeAll(async () => {
  folder = await makeBuild()
  server = await listen(handleRequest([await answerPage(folder), answerNotFound], silent), {
    host: '127.0.0.1',
    port: 0,
  })
  const nothing = await answerPage(join(folder, 'nothing'))
  empty = await listen(handleRequest([nothing, answerNotFound], silent), { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await server?.close(0)
  await empty?.close(0)
})

describe('the page over HTTP', () => {
  test.each([
    '/',
    '/map',
    '/timeline',
    '/sources',
    '/events/abc123',
    '/releases',
    '/releases/2025/7',
    '/releases/2025-04-01/2025-04-15',
    '/graphiql',
  ])('answers at %s', async (path) => {
    const answer = await get(server, path)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-cache')
  })

  test('lets no script run that is not its own', async () => {
    const { headers } = await get(server, '/')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'self'(?:;|$)/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
  ] as const)('comes compressed for those who accept %s', async (accepted, encoding, unpack) => {
    const answer = await get(server, '/assets/page-abc.js', { 'accept-encoding': accepted })
    expect(answer.headers['content-encoding']).toBe(encoding)
    expect(answer.headers.vary).toBe('accept-encoding')
    expect(unpack(answer.body).toString()).toBe(await readFile(join(folder, 'assets/page-abc.js'), 'utf8'))
  })

  test('comes plain for those who accept no encoding', async () => {
    const answer = await get(server, '/assets/page-abc.js')
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8')
  })

  test('files named by their content are kept for ever', async () => {
    const { headers } = await get(server, '/assets/page-abc.js')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  test('is not sent again while it is the same', async () => {
    const { headers } = await get(server, '/')
    const again = await get(server, '/', { 'if-none-match': String(headers.etag) })
    expect(again.status).toBe(304)
    expect(again.body).toHaveLength(0)
    expect(again.headers['content-security-policy']).toBeDefined()
  })

  test('a HEAD gets the headers only', async () => {
    const head = await get(server, '/assets/page-abc.js', {}, 'HEAD')
    const full = await get(server, '/assets/page-abc.js')
    expect(head.status).toBe(200)
    expect(head.body).toHaveLength(0)
    expect(head.headers['content-length']).toBe(String(full.body.length))
  })

  test.each([
    '/assets/../index.html',
    '/assets/%2e%2e/package.json',
    '/assets/nothing.js',
    '/assets/page-abc.js.br',
  ])('has nothing at %s', async (path) => {
    expect((await get(server, path)).status).toBe(404)
  })

  test('says how to build it where it is not built', async () => {
    const answer = await get(empty, '/')
    expect(answer.status).toBe(200)
    expect(answer.body.toString()).toContain('npm run build')
    expect(answer.headers['cache-control']).toBe('no-store')
  })
})

interface Got {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** By hand, since `fetch` unpacks and tidies paths. */
function get(to: Listening, path: string, headers = {}, method = 'GET'): Promise<Got> {
  const { hostname, port } = new URL(to.url)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })
}
