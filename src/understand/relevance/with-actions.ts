import categories from '../data/categories.json' with { type: 'json' }
import relevance from '../data/relevance.json' with { type: 'json' }
import type { TermsByLanguage } from '../lexicon/by-language.ts'

/** A cake's recipe is found and a field is mown too. */
const vague: ReadonlySet<string> = new Set(relevance.vague)
const actions = ['SEIZURE', 'ARREST', 'OPERATION'] as const

/** The terms given and those by which seizures, arrests and operations are told. */
export function withActions(terms: TermsByLanguage): TermsByLanguage {
  const all = structuredClone(terms)
  for (const action of actions)
    for (const [language, patterns] of Object.entries<string[]>(categories[action].sure))
      all[language] = [...(all[language] ?? []), ...patterns.filter((pattern) => !vague.has(pattern))]
  return all
}
