import { expect, test } from 'vitest'
import { createVocabulary } from '../../src/read/vocabulary.ts'

const vocabulary = createVocabulary([
  { id: 'opiates', parent: null, name: 'Opiates', names: { ru: 'Опиаты' } },
  { id: 'heroin', parent: 'opiates', name: 'Heroin', names: { ru: 'Героин' } },
  { id: 'heroin_crude', parent: 'heroin', name: 'Crude heroin' },
])

test('a concept has a name in the language asked for, else in English, else its id in words', () => {
  expect(vocabulary.name('heroin', 'ru')).toBe('Героин')
  expect(vocabulary.name('heroin', 'ru-KZ')).toBe('Героин')
  expect(vocabulary.name('heroin_crude', 'ru')).toBe('Crude heroin')
  expect(vocabulary.name('new_substance', 'en')).toBe('new substance')
})

test('a concept knows what it falls under and all that falls under it', () => {
  expect(vocabulary.parent('heroin')).toEqual({ id: 'opiates' })
  expect(vocabulary.parent('opiates')).toBeNull()
  expect(vocabulary.descendants('opiates')).toEqual([{ id: 'heroin' }, { id: 'heroin_crude' }])
})

test('a misprint is known from a concept, unless there is no vocabulary to tell by', () => {
  expect(vocabulary.has('heroine')).toBe(false)
  expect(createVocabulary([]).has('anything')).toBe(true)
})
