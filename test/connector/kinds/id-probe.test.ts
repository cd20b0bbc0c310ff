import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idProbe } from '../../../src/connector/index.ts'
import type { SourceRequest, SourceResponse, StrategyState } from '../../../src/connector/types.ts'
import { answer, site } from './answers.ts'

const options = {
  url: 'https://example.kz/rus/news/{id}',
  from: 100,
  gap: 3,
  probes: 10,
  article: { title: 'h1', body: '.text' },
}
const strategy = idProbe(options)

const page = (id: number) =>
  `<html><body><h1>Новость ${id}</h1><div class="text"><p>Полиция сообщила о ${id} случаях.</p></div></body></html>`

/** One poll against a site that has the ids given; returns what it found, asked, and remembers. */
function poll(
  ids: Set<number>,
  state: StrategyState,
  hole: (url: string) => SourceResponse = (url) => answer(url, 'нет', { status: 404 }),
) {
  const [found, asked]: number[][] = [[], []]
  let request: SourceRequest | undefined = strategy.first(state, site)
  while (request) {
    const id = Number(request.url.split('/').at(-1))
    asked!.push(id)
    const response: SourceResponse = ids.has(id) ? answer(request.url, page(id)) : hole(request.url)
    const parsed = strategy.parse(response, site, state)
    found!.push(...parsed.items.map((item) => Number(item.externalId)))
    state = JSON.parse(JSON.stringify(parsed.state ?? state))
    request = parsed.next
  }
  return { found: found!, asked: asked!, state }
}

describe('walking up', () => {
  test('begins at the id it is given', () => {
    expect(strategy.first({}, site)).toMatchObject({ url: 'https://example.kz/rus/news/100', expect: 'html' })
    expect(strategy.first({}, site).allowStatus).toContain(404)
  })

  test('steps over holes and stops after as many as the gap allows', () => {
    expect(poll(new Set([100, 101, 103]), {})).toMatchObject({
      found: [100, 101, 103],
      asked: [100, 101, 102, 103, 104, 105, 106],
    })
  })

  test('goes on above the last one found', () => {
    const { state } = poll(new Set([100, 101]), {})
    expect(poll(new Set([100, 101, 102]), state).found).toEqual([102])
  })

  test('comes back for a number it passed over, and gives it up in the end', () => {
    const first = poll(new Set([100, 102]), {})
    const second = poll(new Set([100, 101, 102]), first.state)
    expect(second).toMatchObject({ found: [101], asked: [101, 103, 104, 105] })
    expect(poll(new Set([100, 101, 102]), second.state).asked).not.toContain(101)

    let { state } = first
    for (let polls = 0; polls < 20; polls++) state = poll(new Set([100, 102]), state).state
    expect(poll(new Set([100, 101, 102]), state).asked).not.toContain(101)
  })

  test('asks no more than its share in one poll, and the rest in the next', () => {
    const all = new Set(Array.from({ length: 25 }, (_, i) => 100 + i))
    const one = poll(all, {})
    expect(one.asked).toHaveLength(10)
    expect(poll(all, one.state).found[0]).toBe(110)
  })

  test('looks further ahead when it finds nothing, so that a jump of the numbering does not silence the source', () => {
    const before = poll(new Set([100]), {})
    let state = before.state
    const found: number[] = []
    for (let polls = 0; polls < 20 && found.length === 0; polls++) {
      const next = poll(new Set([100, 117]), state)
      found.push(...next.found)
      state = next.state
    }
    expect(found).toEqual([117])
    expect(poll(new Set([100, 117, 118]), state).found).toEqual([118])
  })

  test('finds every post in the end, none twice, whatever the holes within the gap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 60 }), (steps) => {
        let id = 99
        const ids = new Set(steps.map((step) => (id += step)))
        const found: number[] = []
        let state: StrategyState = {}
        for (let polls = 0; polls < 30; polls++) {
          const next = poll(ids, state)
          found.push(...next.found)
          state = next.state
        }
        expect(found).toEqual([...ids])
      }),
    )
  })
})

describe('what counts as a hole', () => {
  const ids = new Set([100, 102])
  test.each<[string, (url: string) => SourceResponse]>([
    ['404', (url) => answer(url, page(1), { status: 404 })],
    ['a redirect home', (url) => answer(url, page(1), { url: 'https://example.kz/' })],
    [
      'a page without the article',
      (url) => answer(url, '<html><body><h1>Сайт</h1><div class="menu">меню</div></body></html>'),
    ],
    [
      'an empty article',
      (url) => answer(url, '<html><body><h1>Сайт</h1><div class="text"> </div></body></html>'),
    ],
    ['an empty body', (url) => answer(url, '')],
  ])('%s', (_, hole) => {
    expect(poll(ids, {}, hole).found).toEqual([100, 102])
  })
})

test('reads one address on its own, with a slug or www. or without', () => {
  const item = { url: 'https://www.example.kz/rus/news/105/slug-of-it?lang=ru' }
  const request = strategy.article!(item, site)!
  expect(request.url).toBe('https://example.kz/rus/news/105')
  expect(strategy.readArticle!(answer(request.url, page(105)), item, site)).toMatchObject({
    title: 'Новость 105',
    externalId: '105',
  })
  expect(strategy.article!({ url: 'https://example.kz/other/105' }, site)).toBeNull()
})

test('takes the first sentence where a post prints no title, when told so', () => {
  const untitled = idProbe({ ...options, titleFromText: true })
  const html =
    '<html><head><title>Сайт комиссии</title></head><body><div class="text"><p>В Тертерском районе прошла встреча. Выступил врач.</p></div></body></html>'
  const { items } = untitled.parse(answer('https://example.kz/rus/news/100', html), site, {})
  expect(items[0]!.title).toBe('В Тертерском районе прошла встреча')
})
