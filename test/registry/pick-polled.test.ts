import { expect, test } from 'vitest'
import { pickPolled } from '../../src/registry/pick-polled.ts'
import { source } from '../ingest/fixture.ts'

const sources = ['kz/polisia-ru', 'kz/qriim', 'ru/mvd'].map((id) => source([], { id }))
const ids = (patterns: string[] | null) => pickPolled(sources, patterns).map((all) => all.map(({ id }) => id))

test('all are polled unless some are named, by id or by folder', () => {
  expect(ids(null)).toEqual([['kz/polisia-ru', 'kz/qriim', 'ru/mvd'], []])
  expect(ids(['kz/*'])).toEqual([['kz/polisia-ru', 'kz/qriim'], ['ru/mvd']])
  expect(ids(['ru/mvd', 'kz/qriim'])).toEqual([['kz/qriim', 'ru/mvd'], ['kz/polisia-ru']])
  expect(ids([])).toEqual([[], ['kz/polisia-ru', 'kz/qriim', 'ru/mvd']])
})

test('what no connector is, is told', () => {
  expect(() => ids(['kz/*', 'uz/*'])).toThrow(/no connector is uz\/\*/)
})
