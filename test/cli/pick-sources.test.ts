import { describe, expect, test } from 'vitest'
import { pickSources } from '../../src/cli/pick-sources.ts'
import { table } from '../../src/cli/table.ts'
import { source } from '../ingest/fixture.ts'

const sources = ['kz/polisia-kk', 'kz/polisia-ru', 'ru/mvd', 'ru/mvd-16'].map((id) => source([], { id }))
const pick = (...names: string[]) => pickSources(names, sources).map(({ id }) => id)

describe('sources named on the command line', () => {
  test('none means all', () => expect(pick()).toHaveLength(4))
  test('an id means itself, not those that begin like it', () => expect(pick('ru/mvd')).toEqual(['ru/mvd']))
  test('a folder means all in it, each once', () =>
    expect(pick('kz', 'kz/polisia-ru')).toEqual(['kz/polisia-kk', 'kz/polisia-ru']))
  test('a misspelt one is answered with the likely one', () =>
    expect(() => pick('kz/polisa-ru')).toThrow('Did you mean kz/polisia-ru?'))
  test('one without its country too', () =>
    expect(() => pick('polisia-kk')).toThrow('Did you mean kz/polisia-kk?'))
  test('all unknown ones are named at once', () => expect(() => pick('xx', 'yy')).toThrow(/xx[\s\S]*yy/))
  test('what resembles nothing gets no guess', () =>
    expect(() => pick('something-else')).not.toThrow(/Did you mean/))
})

test('a table lines up, numbers to the right', () => {
  expect(
    table(
      ['name', 'n'],
      [
        ['длинное имя', 5],
        ['x', 100],
      ],
    ),
  ).toBe(['name           n', '───────────  ───', 'длинное имя    5', 'x            100'].join('\n'))
})
