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

/** What a UTF-16 unit is to a text; of the letters, the higher says how much work folding them is. */
const unknown = 0
const space = 1
const lineEnd = 2
const digit = 3
const apostrophe = 4
const surrogate = 5
const mark = 6
const plainLetter = 7
const plainCapital = 8
const letter = 9

/** Classes of the units met so far: asking a regular expression about every letter costs more than all the rest. */
const classes = new Uint8Array(0x10000)
/** Nothing longer is a word of any of the languages; folding such a run would only cost time. */
const longestWord = 64

/** Splits a text into tokens, in order; linear in its length. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let last = 0
  for (let start = 0; start < text.length; ) {
    const first = classAt(text, start)
    if (first === space) {
      start++
      continue
    }
    const [end, work] = first >= plainLetter ? wordFrom(text, start) : [endOf(text, start, first), first]
    const run = text.slice(start, end)
    tokens.push({
      kind: kindOf(first),
      text: run,
      lower: lowered(run, work),
      start,
      end,
      glued: start === last && start > 0,
    })
    last = end
    start = end
  }
  return tokens
}

/** Past a word, apostrophes inside it included, and the most work any of its letters is. */
function wordFrom(text: string, start: number): [end: number, work: number] {
  let work = plainLetter
  let at = start
  for (;;) {
    const each = classAt(text, at)
    if (each >= plainLetter) {
      if (each > work) work = each
      at += widthAt(text, at)
    } else if (each === apostrophe && classAt(text, at + 1) >= plainLetter) {
      work = letter
      at++
    } else return [at, work]
  }
}

function endOf(text: string, start: number, first: number): number {
  let end = start + widthAt(text, start)
  if (first === digit) while (classAt(text, end) === digit) end++
  return end
}

function lowered(run: string, work: number): string {
  if (run.length > longestWord) return ''
  if (work === plainLetter || work === digit || (work === mark && run < '`')) return run
  return work === plainCapital ? run.toLowerCase() : fold(run)
}

function kindOf(first: number): TokenKind {
  if (first >= plainLetter) return 'word'
  return first === digit ? 'number' : first === lineEnd ? 'break' : 'mark'
}

/** `space` past the end. */
function classAt(text: string, at: number): number {
  if (at >= text.length) return space
  const code = text.charCodeAt(at)
  if (classes[code] === unknown) classes[code] = classOf(String.fromCharCode(code))
  const known = classes[code]!
  return known === surrogate ? (/\p{L}|\p{M}/u.test(charAt(text, at)) ? letter : mark) : known
}

function widthAt(text: string, at: number): number {
  return classes[text.charCodeAt(at)] === surrogate ? charAt(text, at).length : 1
}

function charAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at)!)
}

function classOf(unit: string): number {
  if (unit === '\n') return lineEnd
  if (/\s/.test(unit)) return space
  if (/\d/.test(unit)) return digit
  if (/[a-zа-я]/.test(unit)) return plainLetter
  if (/[A-ZА-Я]/.test(unit)) return plainCapital
  if (/[\ud800-\udfff]/.test(unit)) return surrogate
  if (/[\p{L}\p{M}]/u.test(unit)) return letter
  return /['’‘`´]/.test(unit) ? apostrophe : mark
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
