import type { Token } from '../tokens.ts'
import { type NumberStyle, numberAt } from './number-at.ts'
import { type Ending, type ReadUnit, unitAt } from './unit-at.ts'

/** An amount of mass, all its units summed: «1 ton 370 kq 958,563 qr». */
export interface Measure {
  grams: number
  first: number
  next: number
  /** Case of its last unit; an ablative before «ortiq» makes it «more than». */
  ending: Ending
  /** One is meant and not said: «более тонны». */
  implied: boolean
}

export interface Reading {
  words: ReadonlyMap<string, number>
  style: NumberStyle
  /** The language groups thousands by commas: English. */
  english: boolean
}

const joints = new Set(['и', 'and', 'of', 'va', 'ва', 'və', 'we', 'жана', 'және', 'у', 'ю'])
const halfWords = new Map([
  ['пол', 0.5],
  ['half', 0.5],
])
/** Nobody seizes thousands of tonnes; where a comma could mean it, it is a decimal one. */
const mostTonnes = 1000

/** The mass whose number starts at `index`. */
export function measureAt(tokens: readonly Token[], index: number, reading: Reading): Measure | null {
  const start = continuesNumber(tokens, index) ? null : part(tokens, index, reading)
  if (!start) return null
  let { grams, next, unit } = start
  let last = unit
  for (;;) {
    const at = joints.has(tokens[next]?.lower ?? '') ? next + 1 : next
    const more = part(tokens, at, reading)
    if (!more || more.unit.grams >= last.grams || more.grams >= last.grams) break
    grams += more.grams
    next = more.next
    last = more.unit
  }
  return {
    grams: round(grams, last.grams % 1 !== 0 && last.grams > 1),
    first: index,
    next,
    ending: last.ending,
    implied: false,
  }
}

function part(tokens: readonly Token[], index: number, reading: Reading) {
  const halved = glued(tokens, index) ?? halfOf(tokens, index)
  if (halved) return halved
  const read = numberAt(tokens, index, reading.words, reading.style)
  if (!read) return null
  const pastHalf = halfAfter(tokens, read.next, reading)
  const at = pastHalf ?? read.next
  const found = unitAt(tokens, at)
  if (!found || tokens[at]!.start - tokens[at - 1]!.end > 2) return null
  const unit = repeated(tokens, found)
  const implausible = unit.grams === 1_000_000 && read.value >= mostTonnes && reading.style.commaGroups
  const value = implausible ? decimalOf(tokens, index, reading) : read.value
  const trailing = pastHalf === null && isHalf(tokens[unit.next], reading)
  const half = pastHalf !== null || trailing ? 0.5 : 0
  return { grams: (value + half) * unit.grams, next: trailing ? unit.next + 1 : unit.next, unit }
}

/** «iki kiloqram yarım»: the half after its unit. */
function isHalf(token: Token | undefined, { words }: Reading): boolean {
  return words.get(token?.lower ?? '') === 0.5 && !token!.lower.startsWith('пол')
}

/** «1,178 ton kq»: the second unit is a slip of the pen. */
function repeated(tokens: readonly Token[], unit: ReadUnit): ReadUnit {
  const slip = unit.ending === null ? unitAt(tokens, unit.next) : null
  return slip && slip.grams < unit.grams && !slip.short
    ? { ...unit, next: slip.next, ending: slip.ending }
    : unit
}

function decimalOf(tokens: readonly Token[], index: number, reading: Reading): number {
  const style = { ...reading.style, commaGroups: false }
  return numberAt(tokens, index, reading.words, style)!.value
}

/** «полкилограмма», «полтонны» */
function glued(tokens: readonly Token[], index: number) {
  const token = tokens[index]
  if (!token?.lower.startsWith('пол') || token.lower.length < 6) return null
  const rest = token.lower.slice(3)
  const unit = unitAt([{ ...token, lower: rest, text: rest }], 0)
  return unit && !unit.short
    ? { grams: unit.grams / 2, next: index + 1, unit: { ...unit, first: index, next: index + 1 } }
    : null
}

/** «half a kilogram of», «пол кило» */
function halfOf(tokens: readonly Token[], index: number) {
  const half = halfWords.get(tokens[index]?.lower ?? '')
  if (!half) return null
  const article = tokens[index + 1]?.lower
  const unit = unitAt(tokens, article === 'a' || article === 'an' ? index + 2 : index + 1)
  return unit && { grams: unit.grams * half, next: unit.next, unit }
}

/** «2 с половиной», «two and a half», «iki yarım» before the unit: the index past it. */
function halfAfter(tokens: readonly Token[], index: number, { words }: Reading): number | null {
  const word = tokens[index]?.lower ?? ''
  if (words.get(word) === 0.5) return index + 1
  const joint = word === 'с' || word === 'and'
  if (!joint) return null
  const at = tokens[index + 1]?.lower === 'a' ? index + 2 : index + 1
  return words.get(tokens[at]?.lower ?? '') === 0.5 ? at + 1 : null
}

/** Digits glued to what is before them end a code, a range or another figure: «JWH-018», «5-7». */
function continuesNumber(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  const before = tokens[index - 1]
  if (!before) return false
  if (/^[-–—/]$/.test(before.text)) {
    const other = tokens[index - 2]
    return other?.kind === 'number' && (before.glued || token.glued)
  }
  if (!token.glued) return false
  return (
    before.kind === 'word' ||
    (/^[.,:]$/.test(before.text) && before.glued && tokens[index - 2]?.kind === 'number')
  )
}

/** Sums of decimals are kept to a microgram: 1 370 958.563, not 1 370 958.5630000001; pounds to a tenth of a gram. */
function round(grams: number, imperial: boolean): number {
  const parts = imperial ? 10 : 1e6
  return Math.round(grams * parts) / parts
}
