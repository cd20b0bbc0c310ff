import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventId } from '../../src/model/event-id.ts'
import type { EventOrder } from '../../src/model/filter.ts'
import { expandText } from '../../src/understand/index.ts'
import { vocabulary } from '../../src/understand/substances/vocabulary.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { postgresMissing } from '../store/store-homes.ts'
import { onBothHomes } from '../store/suites.ts'
import { ancestors, meaningSamples, urlOf } from './meaning-samples.ts'

const drafts = meaningSamples()
const nameOf = new Map(drafts.map(({ id, url }) => [id, url.slice(urlOf('').length)]))

onBothHomes(
  await postgresMissing(),
  (store) => {
    async function found(text: string, orderBy?: EventOrder) {
      await store().commit({ sourceId: 'kz/sample', drafts, at: '2025-04-10T08:00:00Z' })
      const { refs } = await store().events.page({ filter: { text }, orderBy, limit: 50 })
      const names = refs.map(({ id }) => nameOf.get(id)!)
      return orderBy ? names : names.sort()
    }

    describe('a search finds what a word means, in whatever language it is said', () => {
      const heroin = ['az', 'ru', 'tg', 'uz-Cyrl']
      it.each(['heroin', 'героин', 'Героина', 'геройин', 'heroini', 'героинро', 'geroin', '«героин»'])(
        'a substance: %s',
        async (text) => expect(await found(text)).toEqual(heroin),
      )
      it.each([
        ['opiates', ['az', 'ky', 'ru', 'tg', 'tk', 'uz-Cyrl']],
        ['тарёк', ['ky', 'tk']],
        ['mephedrone', ['en', 'uz-Latn']],
        ['synthetic drugs', ['en', 'uz-Latn']],
      ])('a class of substances: %s', async (text, names) => expect(await found(text)).toEqual(names))
      it.each([
        ['seizure Osh', ['ky', 'ru']],
        ['арест Ош', ['ky', 'ru']],
        ['«изъятие героина»', heroin],
        ['тәркілеу', ['az', 'kk', 'kk-Latn', 'ky', 'ru', 'tg', 'tk', 'uz-Cyrl']],
        ['drug lab Bishkek', ['en']],
        ['нарколаборатория', ['en', 'uz-Latn']],
        ['heroin Tajikistan', ['tg']],
        ['заседание Astana', ['meeting']],
        ['Ош -изъятие', ['osh']],
        ['opium OR hashish', ['kk', 'ky', 'tk']],
      ])('a happening, a place, both: %s', async (text, names) => {
        expect(await found(text)).toEqual(names)
      })
      it('words in quotes only as they stand', async () => {
        expect(await found('"героин"')).not.toContain('az')
        expect(await found('"изъятие 2 кг героина"')).toEqual(['ru'])
      })
      it('nothing for what no report speaks of', async () => {
        expect(await found('cocaine')).toEqual([])
        expect(await found('heroin Turkmenistan')).toEqual([])
      })
      it('those first whose title answers, in any language', async () => {
        expect(await found('опий', 'RELEVANCE')).toEqual(['ky', 'tk'])
      })
    })
  },
  { expandText, ancestors },
)

describe('the answer shows where a text answers the search', () => {
  let gateway: TestGateway<object>
  beforeAll(async () => {
    const { openStore } = await import('../../src/store/index.ts')
    const store = await openStore({ dataDir: 'memory://', expandText, ancestors })
    await store.commit({ sourceId: 'kz/polisia-ru', drafts, at: '2025-04-10T08:00:00Z' })
    gateway = await startGateway({ store, expandText, substances: [...vocabulary.values()] })
  })
  afterAll(async () => {
    const { store } = gateway as TestGateway<AsyncDisposable>
    await gateway?.[Symbol.asyncDispose]()
    await store?.[Symbol.asyncDispose]()
  })

  it('with the words of the event’s own language marked, at their place in the body', async () => {
    const { data, errors } = await gateway.ask(
      '{ events(filter: { text: "heroin" }, first: 50) { edges { snippet { text start end highlights { text start end } } node { id body } } } }',
    )
    expect(errors).toBeUndefined()
    const marked: Record<string, string[]> = {}
    for (const { snippet, node } of data.events.edges) {
      expect(node.body.slice(snippet.start, snippet.end)).toBe(snippet.text)
      for (const { text, start, end } of snippet.highlights) expect(node.body.slice(start, end)).toBe(text)
      marked[nameOf.get(node.id)!] = snippet.highlights.map(({ text }: { text: string }) => text)
    }
    expect(marked).toEqual({ ru: ['героина'], az: ['heroin'], 'uz-Cyrl': ['геройин'], tg: ['героинро'] })
  })

  it('for every part of the search', async () => {
    const { data } = await gateway.ask(
      '{ events(filter: { text: "изъятие opium" }, first: 50) { edges { snippet { highlights { text } } node { id } } } }',
    )
    const tk = data.events.edges.find(
      (edge: { node: { id: string } }) => edge.node.id === eventId(urlOf('tk')),
    )
    const words = tk.snippet.highlights.map(({ text }: { text: string }) => text)
    expect(words).toContain('tirýek')
    expect(words).toContain('tapdylar')
  })

  it('for one event by itself', async () => {
    const { data } = await gateway.ask(
      'query ($id: ID!) { event(id: $id) { snippet(text: "Оше") { text highlights { text } } } }',
      {
        id: eventId(urlOf('osh')),
      },
    )
    expect(data.event.snippet.highlights).toEqual([{ text: 'Оше' }])
  })

  it('and nothing where nothing was searched', async () => {
    const { data } = await gateway.ask('{ events(first: 1) { edges { snippet { text } } } }')
    expect(data.events.edges[0].snippet).toBeNull()
  })
})
