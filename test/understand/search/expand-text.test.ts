import { describe, expect, it } from 'vitest'
import { categories } from '../../../src/model/understanding.ts'
import data from '../../../src/understand/data/search-words.json' with { type: 'json' }
import { expandText } from '../../../src/understand/index.ts'

describe('what a searched word stands for', () => {
  it.each([
    ['heroin', 'heroin'],
    ['«Героина»', 'heroin'],
    ['HEROIN', 'heroin'],
    ['альфа-PVP', 'alpha_pvp'],
    ['acetic anhydride', 'acetic_anhydride'],
    ['Osh', 'region:KG-GO'],
    ['Ошская область', 'region:KG-O'],
    ['Бишкек', 'region:KG-GB'],
    ['Казахстан', 'country:KZ'],
    ['seizure', 'category:SEIZURE'],
    ['тәркілеу', 'category:SEIZURE'],
    ['мусодира', 'category:SEIZURE'],
    ['дастгир', 'category:ARREST'],
    ['профилактика', 'category:PREVENTION'],
  ])('%s is %s', (text, concept) => {
    expect(expandText(text).concepts).toContain(concept)
  })

  it('is nothing for several things at once: each is looked up by itself', () => {
    for (const text of ['seizure Osh', 'героин гашиш', 'heroin in tea'])
      expect(expandText(text)).toEqual({ concepts: [], words: [] })
  })

  it('is nothing for words of no meaning here, and for what is no text', () => {
    for (const text of ['the', 'картофель', '', '   ', '«»', '\ud800', '***'])
      expect(expandText(text)).toEqual({ concepts: [], words: [] })
  })

  it('is told in the words of every language', () => {
    const { words } = expandText('seizure')
    for (const word of [
      'изъятие',
      'конфискаци*',
      'тәркілеу*',
      'müsadirə*',
      'musodara*',
      'мусодира*',
      'seizure',
    ])
      expect(words).toContain(word)
  })
})

describe('the words of happenings', () => {
  it('have ids once, known categories, and words in every language', () => {
    expect(new Set(data.map(({ id }) => id)).size).toBe(data.length)
    const languages = ['ru', 'kk', 'ky', 'az', 'uz', 'tg', 'tk', 'en']
    for (const { category, terms } of data) {
      if (category) expect(categories).toContain(category)
      expect(Object.keys(terms).sort()).toEqual([...languages].sort())
      for (const patterns of Object.values(terms))
        expect(patterns.every((pattern) => pattern.trim())).toBe(true)
    }
  })
})
