import type { Mention } from './mention.ts'
import type { Text } from './prepare.ts'

const near = 4

/** False for a mass that is no amount of drugs at hand: a dose, a threshold, a capacity, a difference, a price. */
export function isAmount(text: Text, mention: Mention): boolean {
  return !(
    isDose(text, mention) ||
    isThreshold(text, mention) ||
    isCapacity(text, mention) ||
    isDifference(text, mention) ||
    isPrice(text, mention)
  )
}

function isDose({ cues, cues: { within } }: Text, { from, to, grams }: Mention): boolean {
  const strength = grams !== null && grams < 0.1 && !within('SEIZED', from - 25, to + 25)
  return strength || within('DOSE', from - 3, from) || cues.startingAt(to, 'DOSE') !== undefined
}

function isThreshold({ cues, sentence, ...text }: Text, mention: Mention): boolean {
  const start = clauseStart(sentence, mention.first, mention.from - 6)
  return (
    cues.within('THRESHOLD', start, mention.from) ||
    cues.within('THRESHOLD', mention.to, clauseEnd(text, sentence, mention))
  )
}

function isCapacity({ cues, sentence, ...text }: Text, mention: Mention): boolean {
  const start = clauseStart(sentence, mention.first, mention.from - 3)
  return (
    cues.within('CAPACITY', mention.to, clauseEnd(text, sentence, mention)) ||
    cues.within('CAPACITY', start, mention.from)
  )
}

/** «на 619 кг больше», «25% ё 619 кг бештар аз порсол», «выросло на 300 кг» */
function isDifference({ cues, tokens, sentence }: Text, { from, next, first }: Mention): boolean {
  const by =
    /^(на|by)$/.test(tokens[from - 1]?.lower ?? '') || /^(на|by)$/.test(tokens[first - 1]?.lower ?? '')
  if (by && cues.within('GROWTH', clauseStart(sentence, first, from - 5), from)) return true
  const compares = cues.startingAt(next, 'DIFFERENCE_AFTER')
  if (!compares) return false
  if (by) return true
  return cues.within('COMPARED', compares.from, compares.to + 5) || cues.within('COMPARED', from - 6, from)
}

/** «$50 за 1 г» */
function isPrice({ cues }: Text, { from, grams }: Mention): boolean {
  return (grams === 1 || grams === 1000) && cues.endingAt(from, 'PRICE') !== undefined
}

function clauseEnd({ tokens }: Pick<Text, 'tokens'>, sentence: Uint32Array, { first, to }: Mention): number {
  let end = to
  while (end < to + near && sentence[end] === sentence[first] && !/^[,;:(]$/.test(tokens[end]?.text ?? ','))
    end++
  return end
}

function clauseStart(sentence: Uint32Array, at: number, earliest: number): number {
  let start = at
  while (start > 0 && start > earliest && sentence[start - 1] === sentence[at]) start--
  return start
}
