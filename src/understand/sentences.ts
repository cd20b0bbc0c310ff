import type { Token } from './tokens.ts'

/** Number of the sentence and of the paragraph each token stands in. */
export interface Sentences {
  sentence: Uint32Array
  paragraph: Uint32Array
  /** Tokens `[from, to)` of a sentence. */
  span(sentence: number): [from: number, to: number]
}

/** Abbreviations whose dot does not end a sentence unless a capital follows that opens one. */
const abbreviations = new Set(
  'г гг гр кг т тыс млн млрд руб им ул стр ст п д обл ч т.е kg kq gr g qr q t no mr mrs ms dr st inc ltd мин сек см ж й y j км м см мл л'.split(
    ' ',
  ),
)

/**
 * Splits tokens into sentences and paragraphs; linear.
 * `continues` tells words that go on after an abbreviation though they are capitals: «1800 гр. JWH-018».
 */
export function splitSentences(tokens: readonly Token[], continues?: (token: Token) => boolean): Sentences {
  const sentence = new Uint32Array(tokens.length)
  const paragraph = new Uint32Array(tokens.length)
  const starts: number[] = []
  const ends: number[] = []
  let s = 0
  let p = 0
  tokens.forEach((token, i) => {
    if (token.kind === 'break') {
      s++
      p++
    }
    sentence[i] = s
    paragraph[i] = p
    starts[s] ??= i
    ends[s] = i + 1
    if (endsSentence(tokens, i, continues)) s++
  })
  return { sentence, paragraph, span: (of) => [starts[of] ?? 0, ends[of] ?? 0] }
}

function endsSentence(tokens: readonly Token[], i: number, continues?: (token: Token) => boolean): boolean {
  const { text } = tokens[i]!
  if (text === '!' || text === '?' || text === '…') return true
  if (text !== '.') return false
  const next = nextWord(tokens, i + 1)
  if (!next) return true
  if (next.glued && tokens[i + 1] === next) return false
  const before = tokens[i - 1]
  if (!before) return true
  if (next.kind === 'word' && !startsUpper(next)) return false
  const initial = before.text.length === 1 && startsUpper(before)
  if (!initial && !abbreviations.has(before.lower)) return true
  if (initial || before.text.length === 1 || next.kind !== 'word') return false
  return tokens[i + 1] === next && !continues?.(next)
}

function nextWord(tokens: readonly Token[], from: number): Token | undefined {
  for (let i = from; i < from + 4; i++) {
    const token = tokens[i]
    if (!token || token.kind === 'break') return undefined
    if (token.kind !== 'mark') return token
  }
  return undefined
}

function startsUpper(token: Token): boolean {
  const first = token.text[0]!
  return first !== first.toLowerCase()
}
