import type { Mention } from './mention.ts'
import type { Text } from './prepare.ts'

/** Words looked through on either side of an amount, as far as its clause goes. */
const before = 8
const after = 4
const afterPrice = 8
/** Below this a mass is the strength of a medicine, unless somebody seized it. */
const leastGrams = 0.1
const seizedWithin = 25
const bodyWithin = 3

/** False for a mass that is no amount of drugs at hand: a dose, a threshold, a capacity, a price, somebody's weight. */
export function isAmount(text: Text, mention: Mention): boolean {
  return ![isDose, isThreshold, isCapacity, isDifference, isPrice, isBodyWeight, isConversion].some((is) =>
    is(text, mention),
  )
}

function isDose(text: Text, mention: Mention): boolean {
  const { grams, from, to } = mention
  const { within } = text.cues
  if (grams !== null && grams < leastGrams && !within('SEIZED', from - seizedWithin, to + seizedWithin))
    return true
  const [start, end] = clause(text, mention)
  return within('DOSE', start, from) || (grams !== null && within('DOSE', to, end))
}

function isThreshold(text: Text, mention: Mention): boolean {
  const [start, end] = clause(text, mention)
  if (text.cues.within('THRESHOLD', start, mention.from) || text.cues.within('THRESHOLD', mention.to, end))
    return true
  return listsThresholds(text, mention)
}

/** «Значительным размером считается масса свыше 0,05 г, крупным — 0,25 г, особо крупным — 500 г» */
function listsThresholds({ cues, span, sentence }: Text, { from, first }: Mention): boolean {
  const [start, end] = span(sentence[first]!)
  return cues.within('THRESHOLD', start, from) && !cues.within('SEIZED', start, end)
}

function isCapacity(text: Text, mention: Mention): boolean {
  const [start, end] = clause(text, mention)
  return text.cues.within('CAPACITY', mention.to, end) || text.cues.within('CAPACITY', start, mention.from)
}

/** «на 619 кг больше», «25% ё 619 кг бештар аз порсол», «выросло на 300 кг», «разница — 40 кг» */
function isDifference(text: Text, mention: Mention): boolean {
  const { cues, tokens } = text
  const { from, first, next } = mention
  const [start] = clause(text, mention)
  if (cues.within('DIFFERENCE', start, from)) return true
  const by = [from, first].some((edge) => /^(на|by)$/.test(tokens[edge - 1]?.lower ?? ''))
  if (by && cues.within('GROWTH', start, from)) return true
  const compares = cues.startingAt(next, 'DIFFERENCE_AFTER')
  if (!compares) return false
  return by || cues.within('COMPARED', compares.from, compares.to + 5) || cues.within('COMPARED', start, from)
}

/** «$50 за 1 г», «a gram costs $50» */
function isPrice(text: Text, mention: Mention): boolean {
  const { cues, sentence } = text
  if (mention.grams !== 1 && mention.grams !== 1000) return false
  if (cues.endingAt(mention.from, 'PRICE')) return true
  const [start, end] = text.span(sentence[mention.first]!)
  if (cues.within('SEIZED', Math.max(start, mention.from - seizedWithin), end)) return false
  return cues.within('CURRENCY', mention.to, Math.min(end, mention.to + afterPrice))
}

/** «спаниель Рекс весом 14 кг», «мужчина весом 120 кг», «in the 105kg class» */
function isBodyWeight({ cues, termFrom }: Text, { grams, from, to }: Mention): boolean {
  if (grams === null || termFrom.has(to)) return false
  if (cues.within('WEIGHT_CLASS', to, to + 2) || cues.endingAt(from, 'WEIGHT_CLASS')) return true
  for (let i = from - 1; i >= from - 2 && i >= 0; i--)
    if (cues.startingAt(i, 'WEIGHT')) return cues.within('BODY', i - bodyWithin, i)
  return false
}

/** «Из 10 кг опия получают 1 кг героина»: what is needed or comes out, unless somebody seized it. */
function isConversion({ cues, span, sentence, tokens }: Text, { grams, first }: Mention): boolean {
  if (grams === null) return false
  const [start, end] = span(sentence[first]!)
  return cues.within('CONVERTED', start, end) && !cues.within('SEIZED', start, Math.min(end, tokens.length))
}

/** Tokens of the clause round an amount, between commas, colons and brackets. */
function clause({ tokens, sentence }: Text, { from, to, first }: Mention): [start: number, end: number] {
  const open = (i: number) => sentence[i] === sentence[first] && !/^[,;:()]$/.test(tokens[i]?.text ?? ',')
  let start = from
  while (start > 0 && from - start < before && open(start - 1)) start--
  let end = to
  while (end - to < after && open(end)) end++
  return [start, end]
}
