export type TokenKind = 'number' | 'word' | 'mark' | 'break'

/** A run of digits, a word, one mark, or a line break; `text === source.slice(start, end)`. */
export interface Token {
  kind: TokenKind
  text: string
  /** Folded for look-up: lower case, one apostrophe, `ё` as `е`; '' where the run is too long to be a word. */
  lower: string
  start: number
  end: number
  /** No white space before it. */
  glued: boolean
}

/** Runs are bounded: a word of megabytes is more than a regular expression can hold. What is cut is put together again. */
const pattern = /\d{1,4096}|[\p{L}\p{M}]{1,256}(?:['’‘ʻʼ`´][\p{L}\p{M}]{1,256}){0,16}|\n|[^\s\p{L}\p{M}\d]/gu

/** Nothing longer is a word of any of the languages; folding such a run would only cost time. */
const longestWord = 64

/** Splits a text into tokens, in order; linear in its length. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let last = 0
  for (const match of text.matchAll(pattern)) {
    const run = match[0]
    const start = match.index
    const end = start + run.length
    const kind = kindOf(run)
    const glued = start === last && start > 0
    const cut = glued && (kind === 'word' || kind === 'number') ? tokens.at(-1) : undefined
    if (cut?.kind === kind) Object.assign(cut, { text: text.slice(cut.start, end), lower: '', end })
    else tokens.push({ kind, text: run, lower: run.length > longestWord ? '' : fold(run), start, end, glued })
    last = end
  }
  return tokens
}

function kindOf(run: string): TokenKind {
  const code = run.charCodeAt(0)
  if (code >= 48 && code <= 57) return 'number'
  if (code === 10) return 'break'
  if ((code >= 97 && code <= 122) || (code >= 0x410 && code <= 0x44f)) return 'word'
  return /^[\p{L}\p{M}]/u.test(run) ? 'word' : 'mark'
}

/** Lower case, composed, with the look-alike apostrophes and `ё` made one. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  return needsWork.test(lower) ? unify(lower) : lower
}

/** Nothing to do for ASCII and the plain Cyrillic letters, which is most words. */
const needsWork = /[^\x00-\x5f\x61-\x7fа-я]/

function unify(lower: string): string {
  return lower
    .normalize('NFC')
    .replaceAll('i̇', 'i')
    .replaceAll('ё', 'е')
    .replace(/[’‘ʻʼ`´]/g, "'")
}
