import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snippetOf } from '../../src/read/snippet.ts'
import { sampleEvent } from '../doubles/sample-event.ts'

const { understanding } = sampleEvent(1)
const nothing = { ...understanding, substances: [], categories: [], places: [], country: null, region: null }
const snippet = (body: string, text: string) => snippetOf({ body, understanding: nothing }, text)

describe('a snippet', () => {
  it('is the part of the text where most searched words stand', () => {
    const body = `Героин упомянут здесь. ${'Далее речь о погоде и дорогах. '.repeat(30)}Изъят героин, большая партия героина. Конец.`
    const { text, start, highlights } = snippet(body, 'героин партия')
    expect(start).toBeGreaterThan(500)
    expect(text).toContain('Изъят героин, большая партия героина')
    expect(highlights.map((each) => each.text)).toEqual(['героин', 'партия', 'героина'])
  })

  it('is short, and of whole words', () => {
    const { text, start } = snippet(`${'слово '.repeat(100)}героин ${'слово '.repeat(100)}`, 'героин')
    expect(text.length).toBeLessThanOrEqual(240)
    expect(text).toMatch(/^слово .*слово$/)
    expect(start).toBeGreaterThan(0)
  })

  it('is the beginning of the text where only the title answers', () => {
    expect(snippet('Подробностей пока нет.', 'героин')).toEqual({
      text: 'Подробностей пока нет.',
      start: 0,
      end: 22,
      highlights: [],
    })
  })

  it('marks no word that must be absent', () => {
    expect(snippet('Изъят героин в городе.', 'город -героин').highlights.map((each) => each.text)).toEqual([
      'городе',
    ])
  })

  it('does not point where a replaced text had its words', () => {
    const stale = {
      ...nothing,
      substances: [{ substance: 'heroin', evidence: [{ text: 'героин', start: 50, end: 56 }] }],
    }
    const meaning = { expandText: () => ({ concepts: ['heroin'], words: [] }) }
    expect(
      snippetOf({ body: 'Короткий текст.', understanding: stale }, 'heroin', meaning).highlights,
    ).toEqual([])
  })

  it('holds of any text and any search: its offsets are those of its words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.string({ maxLength: 30 }),
        (body, text) => {
          const found = snippet(body, text)
          expect(body.slice(found.start, found.end)).toBe(found.text)
          for (const { start, end, text: words } of found.highlights) {
            expect(body.slice(start, end)).toBe(words)
            expect(start).toBeGreaterThanOrEqual(found.start)
            expect(end).toBeLessThanOrEqual(found.end)
          }
        },
      ),
    )
  })
})
