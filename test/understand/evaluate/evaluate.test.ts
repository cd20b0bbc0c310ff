import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../src/understand/evaluate/evaluate.ts'
import { type Labelled, parseLines } from '../../../src/understand/evaluate/labelled.ts'
import { understand } from '../../../src/understand/index.ts'
import { itOnLabelled, readLabelled } from '../labelled.ts'

const nothing: Labelled = { documents: [], phrases: [], dates: [] }

describe('evaluation on the labelled set', () => {
  itOnLabelled('holds the bars', () => {
    const tasks = evaluate(
      {
        documents: readLabelled('documents.jsonl'),
        phrases: readLabelled('quantities.jsonl'),
        dates: readLabelled('dates.jsonl'),
      },
      understand,
    )
    const figure = (name: string) => {
      const { f1, accuracy } = tasks.find(({ task }) => task === name)!
      return f1 ?? accuracy!
    }
    expect(figure('relevance')).toBeGreaterThanOrEqual(0.97)
    expect(tasks.find(({ task }) => task === 'relevance')!.precision).toBeGreaterThanOrEqual(0.96)
    expect(figure('language and script')).toBeGreaterThanOrEqual(0.98)
    expect(figure('quantities in documents')).toBeGreaterThanOrEqual(0.92)
    expect(figure('phrases')).toBeGreaterThanOrEqual(0.95)
    expect(figure('negative phrases')).toBe(1)
    expect(figure('dates')).toBeGreaterThanOrEqual(0.97)
    expect(figure('country')).toBeGreaterThanOrEqual(0.95)
    expect(figure('region')).toBeGreaterThanOrEqual(0.9)
    expect(figure('categories')).toBeGreaterThanOrEqual(0.8)
  })
})

describe('figures', () => {
  const phrase = { id: 'p1', language: 'ru', text: '5 кг героина', counts: [], negative: false }

  it('count what is missed and what is wrong', () => {
    const wrong = [{ substance: 'opium', grams: 5000, raw: '5 кг' }]
    const [report] = evaluate({ ...nothing, phrases: [{ ...phrase, quantities: wrong }] }, understand).filter(
      ({ task }) => task === 'phrases',
    )
    expect(report!.accuracy).toBe(0)
    expect(report!.failures).toMatchObject([
      { id: 'p1', expected: 'opium 5000 «5 кг»', got: 'heroin 5000 «5 кг героина»' },
    ])
  })

  it('find an amount in a phrase that must give none', () => {
    const [report] = evaluate(
      { ...nothing, phrases: [{ ...phrase, quantities: [], negative: true }] },
      understand,
    ).filter(({ task }) => task === 'negative phrases')
    expect(report).toMatchObject({ cases: 1, accuracy: 0 })
  })

  it('ask for the time and the end of a range too', () => {
    const label = {
      id: 'd1',
      language: 'ru',
      timezone: 'Asia/Almaty',
      reference_time: null,
      expected_end: null,
    }
    const dates = [
      { ...label, raw: '5 мая 2024, 10:20', expected: '2024-05-05', time: '10:20' },
      { ...label, raw: '5 мая 2024, 10:20', expected: '2024-05-05', time: '11:20' },
    ]
    const report = evaluate({ ...nothing, dates }, understand).find(({ task }) => task === 'dates')
    expect(report).toMatchObject({ cases: 2, accuracy: 0.5 })
  })
})

describe('labelled lines', () => {
  it('name the line that is broken', () => {
    expect(() => parseLines('{"id":1}\nnot json\n', 'dates.jsonl')).toThrow('dates.jsonl, line 2')
  })
})
