import { isYear } from '../dates/calendar.ts'
import { type Measure, measureAt } from './measure-at.ts'
import type { Mention } from './mention.ts'
import type { Text } from './prepare.ts'
import { qualifierOf } from './qualifier.ts'
import { unitAt } from './unit-at.ts'

const partsWithin = 60

/** Every mass the text names, in order; none overlap. */
export function findMasses(text: Text): Mention[] {
  const read = masses(text)
  if (text.style.dotGroups || !partPassesTotal(text, read)) return read
  return masses({ ...text, style: { ...text.style, dotGroups: true } })
}

/** «1.280 кг, из них 44 кг героина»: no part is more than its total, so the dot groups thousands. */
function partPassesTotal({ tokens, cues }: Text, read: readonly Mention[]): boolean {
  return read.some(({ grams, first, next }, i) => {
    const dotted = tokens[first + 1]?.text === '.' && tokens[first + 2]?.text.length === 3
    if (!dotted || !cues.within('PARTS', next, next + partsWithin)) return false
    const part = read[i + 1]
    return part !== undefined && part.first < next + partsWithin && part.grams! > grams!
  })
}

function masses(text: Text): Mention[] {
  const found: Mention[] = []
  for (let index = 0; index < text.tokens.length; ) {
    const measure = startsNumber(text, index) ? measureAt(text.tokens, index, text) : implied(text, index)
    if (!measure || isSomethingElse(text, measure)) {
      index++
      continue
    }
    found.push(mention(text, measure))
    index = measure.next
  }
  return found
}

function mention(text: Text, measure: Measure): Mention {
  const { first, next, grams } = measure
  return { kind: 'MASS', value: grams, grams, first, next, ...qualifierOf(text, measure) }
}

function startsNumber({ tokens, words }: Text, index: number): boolean {
  const token = tokens[index]!
  return token.kind === 'number' || words.has(token.lower) || /^(пол|half)/.test(token.lower)
}

/** «более тонны», «тоннадан астам»: one is meant. */
function implied({ tokens, cues }: Text, index: number): Measure | null {
  const unit = unitAt(tokens, index)
  if (!unit || unit.short) return null
  const before = (['MORE_THAN', 'ALMOST', 'ABOUT'] as const).some((kind) =>
    cues.endingAt(index, `${kind}_BEFORE`),
  )
  const after = unit.ending === 'ablative' && cues.startingAt(unit.next, 'MORE_THAN_AFTER')
  const counted = tokens[index - 1]?.kind === 'number'
  if (counted || !(before || after) || tokens[index]!.lower.length < 4) return null
  return { grams: unit.grams, first: index, next: unit.next, ending: unit.ending, implied: true }
}

/** «1999 г. р.», «в 2024 г.», «2 гр. Казахстана», «5 т. р.», «$50 a gram». */
function isSomethingElse(text: Text, { first, next, implied }: Measure): boolean {
  const { tokens, termFrom } = text
  if (implied) return false
  const number = tokens[first]!
  const unit = tokens[first + 1]?.lower
  const alone = next - first <= 3
  const after = tokens[next]
  if (/^(a|an)$/.test(number.lower)) return tokens[first - 1]?.kind === 'number' || after?.lower !== 'of'
  if (unit === 'г' && alone && number.text.length === 4 && isYear(Number(number.text))) {
    const yearBefore = /^(в|с|за|до|на|от|по|с|к|-|–)$/.test(tokens[first - 1]?.lower ?? '')
    return yearBefore || !termFrom.has(next)
  }
  if (unit === 'г' && alone && tokens[first + 2]?.text === '.' && /^р/.test(after?.lower ?? '')) return true
  if (unit === 'гр' && alone && after && isName(text, next)) return true
  return unit === 'т' && alone && /^(р|руб|рублей|сом|тг|тенге)$/.test(after?.lower ?? '')
}

function isName({ tokens, termFrom }: Text, index: number): boolean {
  const { text } = tokens[index]!
  const capital = text[0] !== text[0]!.toLowerCase()
  return tokens[index - 1]?.text === '.' && tokens[index]!.kind === 'word' && capital && !termFrom.has(index)
}
