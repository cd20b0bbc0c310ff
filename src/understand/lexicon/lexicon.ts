import { fold, type Token } from '../tokens.ts'

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

export type Lexicon<Value> = (tokens: Token[]) => Hit<Value>[]

interface Word {
  text: string
  prefix: boolean
}

interface Entry<Value> extends Term<Value> {
  rest: Word[]
}

interface Node<Value> {
  /** By UTF-16 unit: reading strings by code point costs as much as all the rest. */
  next: Map<number, Node<Value>>
  exact: Entry<Value>[]
  prefix: Entry<Value>[]
}

/** Compiles terms into a trie; finding is linear in the text. Where several terms start at a word, all are found, longest first. */
export function createLexicon<Value>(terms: Iterable<Term<Value>>): Lexicon<Value> {
  const root = node<Value>()
  for (const term of terms) insert(root, term)
  return (tokens) => {
    const found: Hit<Value>[] = []
    for (let i = 0; i < tokens.length; i++) {
      const { kind, lower } = tokens[i]!
      if (kind === 'mark' || kind === 'break' || !root.next.has(lower.charCodeAt(0))) continue
      found.push(...hitsAt(root, tokens, i))
    }
    return found
  }
}

function node<Value>(): Node<Value> {
  return { next: new Map(), exact: [], prefix: [] }
}

function insert<Value>(root: Node<Value>, term: Term<Value>): void {
  const [first, ...rest] = term.pattern.split(/[\s-]+/).map(toWord)
  if (!first?.text) throw new Error(`A lexicon term is empty: «${term.pattern}»`)
  let at = root
  for (let i = 0; i < first.text.length; i++) {
    const letter = first.text.charCodeAt(i)
    const next = at.next.get(letter) ?? node<Value>()
    at.next.set(letter, next)
    at = next
  }
  at[first.prefix ? 'prefix' : 'exact'].push({ ...term, rest })
}

function toWord(word: string): Word {
  return { text: fold(word.replace(/\*$/, '')), prefix: word.endsWith('*') }
}

function hitsAt<Value>(root: Node<Value>, tokens: Token[], i: number): Hit<Value>[] {
  const hits: Hit<Value>[] = []
  let at: Node<Value> | undefined = root
  const { lower } = tokens[i]!
  for (let letter = 0; letter < lower.length; letter++) {
    at = at.next.get(lower.charCodeAt(letter))
    if (!at) break
    for (const entry of at.prefix) add(hits, entry, tokens, i)
  }
  if (at) for (const entry of at.exact) add(hits, entry, tokens, i)
  return hits.length > 1 ? hits.sort((a, b) => b.to - a.to || b.pattern.length - a.pattern.length) : hits
}

function add<Value>(
  hits: Hit<Value>[],
  { pattern, value, rest }: Entry<Value>,
  tokens: Token[],
  i: number,
): void {
  let last = i
  for (const word of rest) {
    last = nextWord(tokens, last)
    const lower = tokens[last]?.lower
    if (lower === undefined || !(word.prefix ? lower.startsWith(word.text) : lower === word.text)) return
  }
  hits.push({ value, pattern, start: tokens[i]!.start, end: tokens[last]!.end, from: i, to: last + 1 })
}

/** Quotes, hyphens and a line's end may stand between the words of a term; a full stop may not. */
function nextWord(tokens: Token[], i: number): number {
  for (let next = i + 1; next < tokens.length && next <= i + 3; next++) {
    const { kind, text } = tokens[next]!
    if (kind === 'word' || kind === 'number') return next
    if (kind === 'mark' && /[.!?;:()]/.test(text)) break
  }
  return -1
}
