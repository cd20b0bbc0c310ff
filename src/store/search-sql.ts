import type { ExpandText } from '../model/expansion.ts'
import { planSearch, type SearchOperand, type SearchPhrase } from '../model/plan-search.ts'
import { conceptWord } from './search-text.ts'

export interface SearchSql {
  /** Expressions of type tsquery, for stemmed languages and for the others. */
  stemmed: string
  plain: string
  /** Whether beginnings of words are looked up in stemmed languages too. */
  begins: boolean
}

type Home = 'stemmed' | 'plain'
type OperandSql = Record<Home, string>

type Bind = (value: unknown) => string

/** Compiles what a user typed; `bind` stores a parameter and returns its `$n`. Null: no condition. */
export function searchSql(text: string, bind: Bind, expand: ExpandText): SearchSql | null {
  const plan = planSearch(text, expand)
  if (!plan) return null
  const alternatives = plan.map((operands) => operands.map((operand) => operandSql(operand, bind)))
  const begins = plan.flat().some(({ phrases }) => phrases.some(({ prefix }) => prefix))
  const compile = (home: Home) =>
    alternatives.map((terms) => `(${terms.map((term) => term[home]).join(' && ')})`).join(' || ')
  return { stemmed: `(${compile('stemmed')})`, plain: `(${compile('plain')})`, begins }
}

function operandSql({ negated, words, concepts, phrases }: SearchOperand, bind: Bind): OperandSql {
  const choices = [
    typedSql(words, bind),
    ...concepts.map((concept) => exactSql([conceptWord(concept)], bind)),
    ...phrases.map((phrase) => phraseSql(phrase, bind)),
  ]
  const not = negated ? '!!' : ''
  return {
    stemmed: `${not}(${choices.map(({ stemmed }) => stemmed).join(' || ')})`,
    plain: `${not}(${choices.map(({ plain }) => plain).join(' || ')})`,
  }
}

function typedSql(words: string[], bind: Bind): OperandSql {
  const param = `${bind(words.join(' '))}::text`
  const stemmed = `phraseto_tsquery('pg_catalog.russian', ${param})`
  const plain =
    words.length > 1 ? `phraseto_tsquery('pg_catalog.simple', ${param})` : `word_prefix_query(${param})`
  return { stemmed, plain }
}

function phraseSql({ words, prefix }: SearchPhrase, bind: Bind): OperandSql {
  if (!prefix) return exactSql(words, bind)
  // Folded words hold letters and digits only, so that nothing in them is an operator. A stem as indexed
  // begins as its word does.
  const query = `to_tsquery('pg_catalog.simple', ${bind(words.map((word) => `${word}:*`).join(' <-> '))}::text)`
  return { stemmed: query, plain: query }
}

function exactSql(words: string[], bind: Bind): OperandSql {
  const param = `${bind(words.join(' '))}::text`
  return {
    stemmed: `phraseto_tsquery('pg_catalog.russian', ${param})`,
    plain: `phraseto_tsquery('pg_catalog.simple', ${param})`,
  }
}
