import { expect, it } from 'vitest'
import { eventId } from '../../../src/model/event-id.ts'
import type { EventFilter, EventOrder } from '../../../src/model/filter.ts'
import type { Store } from '../../../src/store/types.ts'
import { type DraftChanges, sampleDraft } from '../../store/sample-draft.ts'

const texts: Record<string, DraftChanges> = {
  ru: {
    title: 'Полиция Оша',
    body: 'Изъятие наркотиков: сотрудники нашли героин и тёмный свёрток с JWH-018.',
  },
  cocaine: { title: 'Кокаин в порту', body: 'Сотрудники порта сообщили о находке.' },
  en: {
    title: 'Officers seized drugs',
    body: 'Two traffickers were arrested near the border.',
    language: 'en',
  },
  kk: {
    title: 'Есірткі тәркіленді',
    body: 'Полицейлер есірткі заттарын тапты, наркотиктер жойылды.',
    language: 'kk',
  },
  uz: {
    title: 'Gʻiyohvandlik vositalari',
    body: "O'zbekistonda giyohvandlikka qarshi kurash.",
    language: 'uz',
  },
  az: { title: 'Narkotik vasitə', body: 'İRANDAN gətirilən marixuana aşkarlanıb.', language: 'az' },
  tg: {
    title: 'Маводи мухаддир',
    body: 'Ҳангоми тафтиш мавод дарёфт шуд.',
    language: 'tg',
    understanding: { substances: [{ substance: 'heroin', evidence: [] }] },
  },
  straw: { title: 'Находка', body: 'Найдена маковая соломка в доме.' },
}

export function searchContract(store: () => Store): void {
  const url = (name: string) => `https://news.example/${name}`
  const nameOf = new Map(Object.keys(texts).map((name) => [eventId(url(name)), name]))

  async function found(text: string, orderBy?: EventOrder, more: EventFilter = {}) {
    const drafts = Object.entries(texts).map(([name, changes]) => sampleDraft({ url: url(name), ...changes }))
    await store().commit({ sourceId: 'kz/sample', drafts, at: '2025-04-10T08:00:00Z' })
    const { refs } = await store().events.page({ filter: { text, ...more }, orderBy, limit: 50 })
    const names = refs.map(({ id }) => nameOf.get(id)!)
    return orderBy ? names : names.sort()
  }

  it('finds Russian and English words in any form', async () => {
    expect(await found('наркотик')).toEqual(['kk', 'ru'])
    expect(await found('сотрудник')).toEqual(['cocaine', 'ru'])
    expect(await found('arrest trafficker')).toEqual(['en'])
  })

  it('finds words of the other languages by their beginning', async () => {
    expect(await found('есірткі')).toEqual(['kk'])
    expect(await found('тәркілен')).toEqual(['kk'])
    expect(await found('marixuan')).toEqual(['az'])
  })

  it('does not take a Russian word for the beginning of a longer one', async () => {
    expect(await found('сот')).toEqual([])
  })

  it('makes no difference between ё and е, capitals, dotted i, or kinds of apostrophe', async () => {
    expect(await found('темный СВЕРТОК')).toEqual(['ru'])
    expect(await found("g'iyohvandlik")).toEqual(['uz'])
    expect(await found('oʻzbekistonda')).toEqual(['uz'])
    expect(await found('irandan')).toEqual(['az'])
  })

  it('leaves out what follows a minus', async () => {
    expect(await found('сотрудники -героин')).toEqual(['cocaine'])
    expect(await found('сотрудники -"находке"')).toEqual(['ru'])
  })

  it('keeps the words of a quoted phrase together, and the pieces of a code', async () => {
    expect(await found('"нашли героин"')).toEqual(['ru'])
    expect(await found('"героин нашли"')).toEqual([])
    expect(await found('JWH-018')).toEqual(['ru'])
    expect(await found('JWH-019')).toEqual([])
  })

  it('offers alternatives with OR', async () => {
    expect(await found('marixuana OR кокаин')).toEqual(['az', 'cocaine'])
    expect(await found('кокаин ИЛИ свёрток')).toEqual(['cocaine', 'ru'])
  })

  it('has no condition where nothing was typed', async () => {
    expect(await found('   ')).toHaveLength(Object.keys(texts).length)
    expect(await found('"" - …')).toHaveLength(Object.keys(texts).length)
  })

  it('takes any text for a search, never for a mistake', async () => {
    for (const text of [
      "'",
      '\\',
      "a:*b & | ! ( ) <-> ''",
      '\u0000',
      '\ud800x',
      '%_',
      '$1',
      'OR OR -',
      'х'.repeat(5000),
    ])
      expect(await found(text)).toBeDefined()
  })

  it('finds an event by the concept that was understood, in whatever language', async () => {
    expect(await found('heroin')).toEqual(['tg'])
    expect(await found('героин')).toEqual(['ru', 'tg'])
    expect(await found('opioids')).toEqual(['tg'])
    expect(await found('героин -дарёфт')).toEqual(['ru'])
    expect(await found('poppy straw')).toEqual(['straw'])
    expect(await found('"poppy" straw')).toEqual([])
  })

  it('puts a hit in the title first, and of equal hits the newer', async () => {
    texts.older = {
      title: 'Кокаин в порту',
      body: 'Старая новость.',
      publishedAt: '2023-04-10T06:30:00.000Z',
    }
    texts.body = { title: 'Порт', body: 'Там был кокаин, сообщили в полиции.' }
    nameOf.set(eventId(url('older')), 'older').set(eventId(url('body')), 'body')
    try {
      expect(await found('кокаин', 'RELEVANCE')).toEqual(['cocaine', 'body', 'older'])
      expect(await found('кокаин', 'RELEVANCE', { not: { text: 'полиции' } })).toEqual(['cocaine', 'older'])
    } finally {
      delete texts.older
      delete texts.body
    }
  })
}
