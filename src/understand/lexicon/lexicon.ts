import { fold, type Token } from '../tokens.ts'
import { WordTrie } from './word-trie.ts'

/** A term of a data file: words as printed; `стем*` matches any word that begins so; words follow each other in one sentence. */
export interface Term<Value> {
  pattern: string
  value: Value
}

export interface Hit<Value> {
  value: Value
  pattern: string
  start: number
  end: number
  /** Index of its first token, and one past its last. */
  from: number
  to: number
}

/** Terms the tokens hold, in order; where several start at a word, all of them, longest first. */
export type Lexicon<Value> = (tokens: readonly Token[]) => readonly Hit<Value>[]

interface Word {
  text: string
  prefix: boolean
}

interface Entry extends Term<unknown> {
  lexicon: number
  rest: Word[]
}

/** First words of the terms of every lexicon: a text is walked once, however many of them are asked about it. */
const firstWords = new WordTrie()
/** Terms by the node their first word ends at: those of this very word, those of any that begins so. */
const exact: (Entry[] | undefined)[] = []
const prefixes: (Entry[] | undefined)[] = []
let lexicons = 0
const walked = new WeakMap<readonly Token[], Hit<unknown>[][]>()

/** Compiles terms, when a module is loaded; finding is linear in the text. Tokens looked through are not changed after. */
export function createLexicon<Value>(terms: Iterable<Term<Value>>): Lexicon<Value> {
  const lexicon = lexicons++
  for (const term of terms) insert(lexicon, term)
  return (tokens) => hitsOf(tokens)[lexicon] as Hit<Value>[]
}

function insert(lexicon: number, term: Term<unknown>): void {
  const [first, ...rest] = term.pattern.split(/[\s-]+/).map(toWord)
  if (!first?.text) throw new Error(`A lexicon term is empty: «${term.pattern}»`)
  const node = firstWords.add(first.text)
  const terms = first.prefix ? prefixes : exact
  while (terms.length <= node) terms.push(undefined)
  terms[node] = [...(terms[node] ?? []), { ...term, lexicon, rest }]
}

function toWord(word: string): Word {
  return { text: fold(word.replace(/\*$/, '')), prefix: word.endsWith('*') }
}

function hitsOf(tokens: readonly Token[]): Hit<unknown>[][] {
  const known = walked.get(tokens)
  if (known && known.length === lexicons) return known
  const found: Hit<unknown>[][] = Array.from({ length: lexicons }, () => [])
  for (let i = 0; i < tokens.length; i++) {
    const { kind } = tokens[i]!
    if (kind === 'word' || kind === 'number') walk(found, tokens, i)
  }
  walked.set(tokens, found)
  return found
}

function walk(found: Hit<unknown>[][], tokens: readonly Token[], i: number): void {
  const { lower } = tokens[i]!
  let node = 0
  for (let letter = 0; letter < lower.length; letter++) {
    node = firstWords.step(node, lower.charCodeAt(letter))
    if (node === 0) return
    const terms = prefixes[node]
    if (terms) for (const entry of terms) add(found, entry, tokens, i)
  }
  const terms = exact[node]
  if (terms) for (const entry of terms) add(found, entry, tokens, i)
}

function add(found: Hit<unknown>[][], entry: Entry, tokens: readonly Token[], i: number): void {
  const { pattern, value, rest } = entry
  let last = i
  for (const word of rest) {
    last = nextWord(tokens, last)
    const lower = tokens[last]?.lower
    if (lower === undefined || !(word.prefix ? lower.startsWith(word.text) : lower === word.text)) return
  }
  const hit = { value, pattern, start: tokens[i]!.start, end: tokens[last]!.end, from: i, to: last + 1 }
  const hits = found[entry.lexicon]!
  let at = hits.length
  while (at > 0 && hits[at - 1]!.from === i && isLonger(hit, hits[at - 1]!)) at--
  if (at === hits.length) hits.push(hit)
  else hits.splice(at, 0, hit)
}

function isLonger(a: Hit<unknown>, b: Hit<unknown>): boolean {
  return a.to > b.to || (a.to === b.to && a.pattern.length > b.pattern.length)
}

/** Quotes, hyphens and a line's end may stand between the words of a term; a full stop may not. */
function nextWord(tokens: readonly Token[], i: number): number {
  for (let next = i + 1; next < tokens.length && next <= i + 3; next++) {
    const { kind, text } = tokens[next]!
    if (kind === 'word' || kind === 'number') return next
    if (kind === 'mark' && /[.!?;:()]/.test(text)) break
  }
  return -1
}
