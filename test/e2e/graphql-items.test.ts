import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NotFound, SourceUnreachable } from '../../src/model/errors.ts'
import type { ReadItem } from '../../src/model/item.ts'
import type { MemoryStore } from '../doubles/memory-store.ts'
import { sampleEvent } from '../doubles/sample-event.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'

const addressOf = (number: number) => `https://polisia.kz/ru/soobshhenie-${number}/`

function itemAt(url: string): ReadItem {
  return {
    url,
    sourceId: 'kz/polisia-ru',
    title: `Сообщение ${url}`,
    summary: null,
    body: 'Текст.',
    bodyHtml: '<p><b>Текст.</b></p>',
    publishedAt: '2025-04-01T06:00:00.000Z',
    language: 'ru',
    images: [],
    fetchedAt: '2025-04-10T12:00:00.000Z',
    strategy: 'wordpress',
    publication: { precision: 'MINUTE', day: '2025-04-01' },
    provenance: sampleEvent(1).provenance,
  }
}

/** Many pages in one query, by aliases. */
const query = (urls: string[]) =>
  `{ ${urls.map((url, i) => `p${i}: item(url: "${url}") { title body(format: MARKDOWN) source { id } event { id } }`).join(' ')} }`

describe('items, read now through their connectors', () => {
  let asked: string[][]
  let gateway: TestGateway<MemoryStore>
  beforeEach(async () => {
    asked = []
    gateway = await startGateway({
      fetchItems: async (urls) => {
        asked.push(urls)
        return urls.map((url) => {
          if (url.includes('gone')) return new NotFound('The site says 404.')
          if (url.includes('down'))
            return new SourceUnreachable('polisia.kz does not answer.', { reason: 'timeout' })
          if (url.includes('bug')) return new TypeError('cannot read properties of undefined')
          return itemAt(url)
        })
      },
    })
  })
  afterEach(() => gateway[Symbol.asyncDispose]())

  test('fifty in one query reach the source as one request, asked again as none', async () => {
    const urls = Array.from({ length: 50 }, (_, i) => addressOf(i))
    gateway.store.add(sampleEvent(3))
    const { data, errors } = await gateway.ask(query(urls))
    expect(errors).toBeUndefined()
    expect(asked).toEqual([urls])
    expect(data.p3).toEqual({
      title: `Сообщение ${addressOf(3)}`,
      body: '**Текст.**',
      source: { id: 'kz/polisia-ru' },
      event: { id: 'event0003' },
    })
    expect(data.p4.event).toBeNull()
    expect(gateway.store.calls.get('byUrls')).toBe(1)

    await gateway.ask(query(urls))
    expect(asked).toHaveLength(1)
  })

  test('a page the source does not have is null, and is not asked for again at once', async () => {
    const { data, errors } = await gateway.ask(query(['https://polisia.kz/gone/']))
    expect(errors).toBeUndefined()
    expect(data.p0).toBeNull()
    await gateway.ask(query(['https://polisia.kz/gone/']))
    expect(asked).toHaveLength(1)
  })

  test('one page that cannot be read leaves the others', async () => {
    const { data, errors } = await gateway.ask(query(['https://polisia.kz/down/', addressOf(1)]))
    expect(data.p0).toBeNull()
    expect(data.p1.title).toContain('soobshhenie-1')
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['p0'],
        message: 'polisia.kz does not answer.',
        extensions: { code: 'SOURCE_UNREACHABLE', retryable: true },
      }),
    ])
  })

  test('a fault of ours is masked and logged with the id the client gets', async () => {
    const { errors } = await gateway.ask(query(['https://polisia.kz/bug/']))
    const { id, code } = errors![0].extensions
    expect(code).toBe('INTERNAL_SERVER_ERROR')
    expect(errors![0].message).toBe(`Internal error, id ${id}`)
    const line = gateway.log.find((each) => each.details.id === id)
    expect(line?.details.err).toEqual(new TypeError('cannot read properties of undefined'))
  })
})
