import { describe, expect, test } from 'vitest'
import concepts from '../../../src/understand/data/substances.json' with { type: 'json' }
import { commonConcept, lineage, vocabulary } from '../../../src/understand/substances/vocabulary.ts'
import { fold } from '../../../src/understand/tokens.ts'

const all = [...vocabulary.values()]
const languages = ['ru', 'kk', 'ky', 'az', 'uz', 'tg', 'tk', 'en']

describe('the vocabulary of substances', () => {
  test('has every concept once', () => {
    expect(new Set(concepts.map(({ id }) => id)).size).toBe(concepts.length)
  })

  test('has the concepts statements are labelled with', () => {
    const labelled = [
      ...['heroin', 'opium', 'hashish', 'marijuana', 'cannabis', 'poppy', 'cocaine', 'methamphetamine'],
      ...['mephedrone', 'mdma', 'synthetic', 'methadone', 'tramadol', 'psychotropic', 'precursor'],
      ...['alpha_pvp', 'synthetic_cannabinoids', 'pregabalin', 'drugs_unspecified'],
    ]
    expect(labelled.filter((id) => !vocabulary.has(id))).toEqual([])
  })

  test.each(all.map((concept) => [concept.id, concept] as const))(
    '%s is named, has terms, and leads to the top',
    (id, { name, names, parent, reportedAs, terms }) => {
      expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect(name.trim()).not.toBe('')
      expect(names.ru?.trim()).toBeTruthy()
      if (parent) expect(vocabulary.has(parent)).toBe(true)
      expect(vocabulary.has(reportedAs)).toBe(true)
      expect(vocabulary.get(lineage(id).at(-1)!)!.parent).toBeNull()
      expect(Object.keys(terms).filter((language) => !languages.includes(language))).toEqual([])
      for (const patterns of Object.values(terms)) expect(patterns.length).toBeGreaterThan(0)
      expect(terms.ru?.length).toBeTruthy()
      expect(terms.en?.length).toBeTruthy()
    },
  )

  test('amounts of a concept are stated under itself or a broader one', () => {
    const strays = all.filter(({ id, reportedAs }) => reportedAs !== id && !lineage(id).includes(reportedAs))
    // Opiates are labelled as opium, which is one of them.
    expect(strays.map(({ id }) => id)).toEqual(['opiates'])
  })

  test('no term is empty, or of letters no term could be found by', () => {
    const bad = patterns().filter(({ pattern }) => !/^[\p{L}\p{N}][^*]*\*?( [^*]+\*?)*$/u.test(pattern))
    expect(bad).toEqual([])
  })

  test('no term stands for two things', () => {
    const owners = new Map<string, Set<string>>()
    for (const { id, pattern } of patterns()) {
      const key = fold(pattern)
      owners.set(key, (owners.get(key) ?? new Set()).add(id))
    }
    expect([...owners].filter(([, ids]) => ids.size > 1).map(([pattern]) => pattern)).toEqual([])
  })

  test('the commonest substances have terms in every language', () => {
    const common = ['drugs_unspecified', 'heroin', 'opium', 'cannabis', 'marijuana', 'hashish', 'cocaine']
    const missing = [...common, 'poppy', 'synthetic', 'mephedrone', 'psychotropic', 'precursor'].flatMap(
      (id) =>
        languages
          .filter((language) => !vocabulary.get(id)!.terms[language])
          .map((language) => `${id} in ${language}`),
    )
    expect(missing).toEqual([])
  })

  test('tells what two substances are both kinds of', () => {
    expect(commonConcept(['mephedrone', 'alpha_pvp'])).toBe('cathinones')
    expect(commonConcept(['heroin', 'hashish'])).toBe('drugs_unspecified')
    expect(commonConcept(['heroin', 'precursor'])).toBeNull()
  })
})

function patterns(): { id: string; pattern: string }[] {
  return all.flatMap(({ id, terms, onlyIn }) =>
    [...Object.values(terms), ...Object.values(onlyIn)].flatMap((list) =>
      list.map((pattern) => ({ id, pattern })),
    ),
  )
}
