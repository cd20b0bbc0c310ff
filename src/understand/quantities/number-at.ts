import type { Token } from '../tokens.ts'

/** How ambiguous separators read: «1,178» is 1.178 or 1178. */
export interface NumberStyle {
  /** A comma before exactly three digits groups thousands. */
  commaGroups: boolean
  /** A dot before exactly three digits groups thousands. */
  dotGroups: boolean
}

export interface ReadNumber {
  value: number
  first: number
  next: number
  /** Read by its words alone, such as «девяти». */
  worded: boolean
}

const longestDigits = 15
const multipliers = new Set([1000, 1_000_000])

/** The number at `index`: digits with groups and decimals, number words, or both («43 тысяч», «1,5 млн»). */
export function numberAt(
  tokens: readonly Token[],
  index: number,
  words: ReadonlyMap<string, number>,
  style: NumberStyle,
): ReadNumber | null {
  const digits = digitsAt(tokens, index, style)
  if (!digits) return wordsAt(tokens, index, words)
  const multiplied = multiplierAt(tokens, digits.next, words)
  if (!multiplied) return digits
  const value = digits.value * multiplied.value
  const rest =
    digits.value % 1 === 0 ? remainderAt(tokens, multiplied.next, multiplied.value, words, style) : null
  return {
    value: value + (rest?.value ?? 0),
    first: index,
    next: rest?.next ?? multiplied.next,
    worded: false,
  }
}

/** A dot before three digits is a decimal one, but nobody writes «1.300 кг» for 1.3 kg. */
function digitsAt(tokens: readonly Token[], index: number, style: NumberStyle): ReadNumber | null {
  const token = tokens[index]
  if (token?.kind !== 'number' || token.text.length > longestDigits) return null
  const spaced = spacedGroups(tokens, index)
  const groups = [token.text, ...tokens.slice(index + 1, spaced).map((group) => group.text)]
  const { fraction, grouped, next } = separatedAt(tokens, spaced)
  const single = grouped.length === 1 && fraction === null
  const sign = tokens[spaced]?.text
  const roundDot = sign === '.' && grouped[0]?.endsWith('00')
  const groups3 = sign === ',' ? style.commaGroups : sign === '.' ? style.dotGroups || roundDot : true
  const whole = token.text.length <= 3 && !token.text.startsWith('0')
  if (single && !(groups3 && whole)) return number(groups.join(''), grouped[0]!, index, next)
  return number([...groups, ...grouped].join(''), fraction ?? '', index, next)
}

function number(whole: string, fraction: string, first: number, next: number): ReadNumber | null {
  if (whole.length > longestDigits) return null
  const value = Number(fraction ? `${whole}.${fraction}` : whole)
  return Number.isFinite(value) ? { value, first, next, worded: false } : null
}

/** Past the groups of «18 099»: three digits, one space before them. */
function spacedGroups(tokens: readonly Token[], index: number): number {
  const first = tokens[index]!
  if (first.text.length > 3 || first.text.startsWith('0')) return index + 1
  let next = index + 1
  while (isGroup(tokens[next]) && tokens[next]!.start - tokens[next - 1]!.end === 1) next++
  return next
}

function isGroup(token: Token | undefined): boolean {
  return token?.kind === 'number' && token.text.length === 3 && !token.glued
}

/** What separators glued to the digits bring: groups of three, and a last fraction where it is told from a group. */
function separatedAt(tokens: readonly Token[], index: number) {
  const grouped: string[] = []
  let next = index
  let sign: string | null = null
  while (isSeparator(tokens[next]) && tokens[next]!.glued && isDigits(tokens[next + 1])) {
    const { text } = tokens[next + 1]!
    if (text.length !== 3 || (sign !== null && tokens[next]!.text !== sign))
      return { fraction: text, grouped, next: next + 2 }
    sign = tokens[next]!.text
    grouped.push(text)
    next += 2
  }
  return { fraction: null, grouped, next }
}

function isSeparator(token: Token | undefined): boolean {
  return token?.text === ',' || token?.text === '.' || token?.text === "'" || token?.text === '’'
}

function isDigits(token: Token | undefined): boolean {
  return token?.kind === 'number' && token.glued && token.text.length <= longestDigits
}

function multiplierAt(tokens: readonly Token[], index: number, words: ReadonlyMap<string, number>) {
  const value = words.get(tokens[index]?.lower ?? '')
  if (value === undefined || !multipliers.has(value)) return null
  return { value, next: tokens[index + 1]?.text === '.' && tokens[index + 1]!.glued ? index + 2 : index + 1 }
}

/** «5 тысяч 300», «1 млн 200 тыс.»: what stands below the multiplier. */
function remainderAt(
  tokens: readonly Token[],
  index: number,
  below: number,
  words: ReadonlyMap<string, number>,
  style: NumberStyle,
): ReadNumber | null {
  const digits = digitsAt(tokens, index, style)
  const multiplied = digits && multiplierAt(tokens, digits.next, words)
  const rest = multiplied
    ? { ...digits, value: digits.value * multiplied.value, next: multiplied.next }
    : digits
  return rest && rest.value >= 1 && rest.value < below ? rest : null
}

/** Sums the words of a number: each smaller than the one before it, multipliers multiplying. */
function wordsAt(
  tokens: readonly Token[],
  index: number,
  words: ReadonlyMap<string, number>,
): ReadNumber | null {
  let total = 0
  let part = 0
  let last = Number.POSITIVE_INFINITY
  let next = index
  for (; next < tokens.length; next++) {
    const value = words.get(tokens[next]!.lower)
    if (value === undefined) break
    const hundreds = value === 100 && part > 0 && part < 10
    if (multipliers.has(value)) {
      total += Math.max(part, 1) * value
      part = 0
      last = value
    } else if (hundreds) {
      part *= 100
      last = 100
    } else if (value < last) {
      part += value
      last = value < 10 ? 0.6 : value
    } else break
  }
  return next === index ? null : { value: total + part, first: index, next, worded: true }
}
