import { describe, expect, it } from 'vitest'
import { textPredicate } from '../../src/model/text-predicate.ts'

const event = {
  title: 'Полиция Оша нашла тайник',
  summary: null,
  body: 'Сотрудники изъяли героин и JWH-018 у жителей города.',
}

describe('a search in memory', () => {
  it.each([
    ['сотрудник', true],
    ['изъят', false],
    ['героина ГОРОД', true],
    ['героин -тайник', false],
    ['героин -кокаин', true],
    ['"героин и JWH-018"', true],
    ['"JWH-018 и героин"', false],
    ['кокаин OR тайник', true],
    ['кокаин', false],
    ['  ', true],
  ])('%s: %s', (text, expected) => {
    expect(textPredicate(text)(event)).toBe(expected)
  })
})
