import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCache } from '../../../src/cache/index.ts'
import { systemClock } from '../../../src/model/clock.ts'
import { createTranslator, type Translator } from '../../../src/read/translate/create-translator.ts'
import { toPieces } from '../../../src/read/translate/pieces.ts'

/** A small server that speaks LibreTranslate's API and upper-cases what it is given. */
interface Asked {
  q: string[]
  source: string
  target: string
}

let server: Server
let asked: Asked[]
let answer: (asked: Asked) => { status: number; body: unknown }
let url: string
let translator: Translator

beforeEach(async () => {
  asked = []
  answer = ({ q }) => ({ status: 200, body: { translatedText: q.map((text) => text.toUpperCase()) } })
  server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString()) as Asked
    asked.push(body)
    const { status, body: text } = answer(body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(text))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  translator = create({ url })
})

afterEach(async () => {
  await translator[Symbol.asyncDispose]()
  server.closeAllConnections()
  server.close()
})

const create = (options: { url: string | null }) =>
  createTranslator({
    ...options,
    cache: createCache({}),
    clock: systemClock,
    timeoutMs: 5000,
    requestsPerSecond: 50,
  })

const event = (id: string, language = 'ru') => ({
  id,
  revision: 1,
  language,
  title: `заголовок ${id}`,
  summary: null,
  body: `первый абзац ${id}\n\nвторой абзац`,
})

describe('a translation on request', () => {
  it('keeps paragraphs, and a summary that is not there stays away', async () => {
    expect(await translator.translate([{ event: event('a'), to: 'en' }])).toEqual([
      { language: 'en', title: 'ЗАГОЛОВОК A', summary: null, body: 'ПЕРВЫЙ АБЗАЦ A\n\nВТОРОЙ АБЗАЦ' },
    ])
  })
  it('asks the server once for all events of one pair of languages', async () => {
    await translator.translate(['a', 'b', 'c'].map((id) => ({ event: event(id), to: 'en' })))
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ source: 'ru', target: 'en' })
  })
  it('asks apart for other languages', async () => {
    await translator.translate([
      { event: event('a', 'uz-Cyrl'), to: 'en' },
      { event: event('b', 'kk'), to: 'en' },
    ])
    expect(asked.map(({ source }) => source).sort()).toEqual(['kk', 'uz'])
  })
  it('is remembered: a second asking makes no request', async () => {
    await translator.translate([{ event: event('a'), to: 'en' }])
    await translator.translate([{ event: event('a'), to: 'en' }])
    expect(asked).toHaveLength(1)
  })
  it('is made again for a new revision', async () => {
    await translator.translate([{ event: event('a'), to: 'en' }])
    await translator.translate([{ event: { ...event('a'), revision: 2 }, to: 'en' }])
    expect(asked).toHaveLength(2)
  })
  it('is absent, with the reason, where no server is configured', async () => {
    await using none = create({ url: null })
    expect(await none.translate([{ event: event('a'), to: 'en' }])).toEqual([
      { unavailable: expect.stringContaining('TRANSLATE_URL') },
    ])
  })
  it('is absent, with the server’s own words, where it refuses', async () => {
    answer = () => ({ status: 400, body: { error: 'kk is not supported' } })
    expect(await translator.translate([{ event: event('a'), to: 'kk' }])).toEqual([
      { unavailable: expect.stringContaining('kk is not supported') },
    ])
  })
  it('is absent, not wrong, where the server answers nonsense', async () => {
    answer = () => ({ status: 200, body: { translatedText: ['one'] } })
    expect(await translator.translate([{ event: event('a'), to: 'en' }])).toEqual([
      { unavailable: expect.stringContaining('no translation') },
    ])
  })
  it('is absent, with the reason, where the server is down', async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    expect(await translator.translate([{ event: event('a'), to: 'en' }])).toEqual([
      { unavailable: expect.stringContaining('ECONNREFUSED') },
    ])
  })
})

describe('long texts', () => {
  it('are cut into pieces a server takes, and come together again', () => {
    for (const text of [
      '',
      'a',
      'x'.repeat(10_000),
      `${'Слово. '.repeat(3000)}\n\n\nend`,
      '😀'.repeat(5000),
    ]) {
      const { pieces, join } = toPieces(text)
      expect(join(pieces)).toBe(text)
      expect(Math.max(0, ...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(4002)
    }
  })
})
