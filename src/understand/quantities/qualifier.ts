import type { Qualifier } from '../../model/understanding.ts'
import type { QualifierCue } from './cues.ts'
import type { Measure } from './measure-at.ts'
import type { Text } from './prepare.ts'

const kinds: QualifierCue[] = ['MORE_THAN', 'ALMOST', 'ABOUT']
/** Little words that may stand between a qualifier and its number: «примерно на 20 кг». */
const fillers = new Set(['на', 'в', 'чем', 'the', 'of', 'than', 'аз', 'до', 'by'])
/** After a bare or dative unit these compare («619 кг көп»); after an ablative they qualify («619 кг-нан көп»). */
const needAblative = new Set([
  'көп',
  'көбүрөөк',
  'çox',
  "ko'proq",
  'кўпроқ',
  'кўп',
  'köp',
  'köpräk',
  'артық',
  'артык',
  'artyk',
  'artıq',
  'асты',
  'зиёд',
])

interface Qualified {
  qualifier: Qualifier
  from: number
  to: number
}

/** «более», «около», «-dan ortiq», «-ға жуық» beside an amount. */
export function qualifierOf(text: Text, measure: Pick<Measure, 'first' | 'next' | 'ending'>): Qualified {
  const { first, next } = measure
  return before(text, first, next) ?? after(text, measure) ?? { qualifier: 'EXACTLY', from: first, to: next }
}

function before({ cues, tokens }: Text, first: number, next: number): Qualified | null {
  for (const edge of fillers.has(tokens[first - 1]?.lower ?? '') ? [first, first - 1] : [first])
    for (const kind of kinds) {
      const cue = cues.endingAt(edge, `${kind}_BEFORE`)
      if (cue) return { qualifier: kind, from: cue.from, to: next }
    }
  return null
}

function after(
  { cues, tokens }: Text,
  { first, next, ending }: Pick<Measure, 'first' | 'next' | 'ending'>,
): Qualified | null {
  for (const kind of kinds) {
    const cue = cues.startingAt(next, `${kind}_AFTER`)
    if (!cue || (needAblative.has(tokens[next]!.lower) && ending !== 'ablative')) continue
    return { qualifier: kind, from: first, to: cue.to }
  }
  return null
}
