import { foldWords } from '../model/fold-words.ts'
import { parseSearch, type SearchTerm } from '../model/parse-search.ts'
import { type ExpandText, expandedTexts } from './expand-search.ts'

export interface SearchSql {
  /** Expressions of type tsquery, for stemmed languages and for the others. */
  stemmed: string
  plain: string
}

/** Longest run of bare words that is looked up as one concept: «synthetic cannabinoids of …». */
const longestRun = 4

/** Compiles what a user typed; `bind` stores a parameter and returns its `$n`. Null: no condition. */
export function searchSql(
  text: string,
  bind: (value: unknown) => string,
  expand: ExpandText,
): SearchSql | null {
  const query = parseSearch(text)
  if (!query) return null
  const alternatives = query.map((terms) =>
    joinRuns(terms, expand).map((term) => termSql(term, bind, expand)),
  )
  const compile = (home: keyof SearchSql) =>
    alternatives.map((terms) => `(${terms.map((term) => term[home]).join(' && ')})`).join(' || ')
  return { stemmed: `(${compile('stemmed')})`, plain: `(${compile('plain')})` }
}

/** Puts neighbouring bare words together where the vocabulary knows them as one thing. */
function joinRuns(terms: SearchTerm[], expand: ExpandText): SearchTerm[] {
  const joined: SearchTerm[] = []
  for (let start = 0; start < terms.length; ) {
    const run = longestKnown(terms.slice(start, start + longestRun), expand)
    joined.push(run.term)
    start += run.length
  }
  return joined
}

function longestKnown(terms: SearchTerm[], expand: ExpandText): { term: SearchTerm; length: number } {
  const bare = terms.findIndex(({ negated, quoted }) => negated || quoted)
  for (let length = bare < 0 ? terms.length : bare; length > 1; length--) {
    const run = terms.slice(0, length)
    const text = run.map((term) => term.text).join(' ')
    if (expandedTexts(text, expand).length)
      return { term: { ...run[0]!, text, words: run.flatMap(({ words }) => words) }, length }
  }
  return { term: terms[0]!, length: 1 }
}

function termSql(term: SearchTerm, bind: (value: unknown) => string, expand: ExpandText): SearchSql {
  const texts = [term.words, ...expandedTexts(term.text, expand).map(foldWords)].filter(
    (words) => words.length,
  )
  const choices = texts.map((words) => wordsSql(words, bind))
  const not = term.negated ? '!!' : ''
  return {
    stemmed: `${not}(${choices.map(({ stemmed }) => stemmed).join(' || ')})`,
    plain: `${not}(${choices.map(({ plain }) => plain).join(' || ')})`,
  }
}

function wordsSql(words: string[], bind: (value: unknown) => string): SearchSql {
  const param = `${bind(words.join(' '))}::text`
  const stemmed = `phraseto_tsquery('pg_catalog.russian', ${param})`
  const plain =
    words.length > 1 ? `phraseto_tsquery('pg_catalog.simple', ${param})` : `word_prefix_query(${param})`
  return { stemmed, plain }
}
