import type { StoredEvent } from '../model/event.ts'
import { type ExpandText, noExpansion } from '../model/expansion.ts'
import { foldWords } from '../model/fold-words.ts'
import { planSearch, type SearchOperand } from '../model/plan-search.ts'
import { searchConcepts } from '../model/search-concepts.ts'
import type { Evidence } from '../model/understanding.ts'

export interface SearchMeaning {
  /** What a searched word stands for; nothing but itself by default. */
  expandText?: ExpandText
  /** Every ancestor of a substance; none by default. */
  ancestors?: (substance: string) => string[]
}

interface Word {
  text: string
  start: number
  end: number
}

interface Phrase {
  words: string[]
  matches(word: string, asked: string): boolean
}

/** Letters looked at for words of the search; a report says early what it is about. */
const longestSearched = 50_000
const most = 100

/**
 * The words of an event's text that answer a search, in the order they stand, none overlapping: those searched for,
 * and those that what was searched for was understood from, in whatever language.
 */
export function findHighlights(
  event: Pick<StoredEvent, 'body' | 'understanding'>,
  text: string,
  { expandText = noExpansion, ancestors = () => [] }: SearchMeaning = {},
): Evidence[] {
  const operands = planSearch(text, expandText)?.flat() ?? []
  const asked = operands.filter(({ negated }) => !negated)
  if (asked.length === 0) return []
  const concepts = searchConcepts(event.understanding, ancestors)
  const understood = asked
    .flatMap((operand) => operand.concepts.flatMap((concept) => concepts.get(concept) ?? []))
    // What was understood of a text that has been replaced since may lie elsewhere.
    .filter(({ text, start, end }) => event.body.slice(start, end) === text)
  const words = wordsOf(event.body.slice(0, longestSearched))
  const literal = asked
    .flatMap((operand) => phrasesOf(operand))
    .flatMap((phrase) => found(phrase, words, event))
  return apart([...understood, ...literal]).slice(0, most)
}

function phrasesOf({ words, phrases }: SearchOperand): Phrase[] {
  return [
    { words, matches: (word, asked) => word.startsWith(root(asked)) },
    ...phrases.map(({ words, prefix }) => ({
      words,
      matches: (word: string, asked: string) => (prefix ? word.startsWith(asked) : word === asked),
    })),
  ]
}

/** What is left when an ending of up to two letters goes, as in a search in memory. */
function root(word: string): string {
  return word.length > 5 ? word.slice(0, -2) : word
}

function wordsOf(body: string): Word[] {
  return [...body.matchAll(/[\p{L}\p{N}\p{M}'’‘ʻʼ`´′]+/gu)].flatMap(({ 0: run, index }) => {
    const [text] = foldWords(run)
    return text ? [{ text, start: index, end: index + run.length }] : []
  })
}

function found(
  { words: asked, matches }: Phrase,
  words: Word[],
  { body }: Pick<StoredEvent, 'body'>,
): Evidence[] {
  return words.flatMap(({ start }, at) => {
    if (!asked.every((word, offset) => words[at + offset] && matches(words[at + offset]!.text, word)))
      return []
    const { end } = words[at + asked.length - 1]!
    return [{ text: body.slice(start, end), start, end }]
  })
}

/** In order; of those that overlap the longer stays. */
function apart(all: Evidence[]): Evidence[] {
  const kept: Evidence[] = []
  for (const one of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || one.start >= last.end) kept.push(one)
    else if (one.end - one.start > last.end - last.start) kept[kept.length - 1] = one
  }
  return kept
}
