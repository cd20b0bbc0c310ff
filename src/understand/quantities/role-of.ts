import type { QuantityRole } from '../../model/understanding.ts'
import type { Mention } from './mention.ts'
import type { Text } from './prepare.ts'

const reach = 80

/** What became of an amount, told by the words of its sentence. */
export function roleOf(text: Text, mention: Mention): QuantityRole {
  const [start, end] = text.span(text.sentence[mention.first]!)
  const from = Math.max(start, mention.from - reach)
  const to = Math.min(end, mention.to + reach)
  const { within } = text.cues
  if (within('HYPOTHETICAL', from, to)) return 'HYPOTHETICAL'
  if (text.cues.endingAt(mention.from, 'AGAINST')) return 'PREVIOUS_PERIOD'
  if (within('PREVIOUS_PERIOD', from, mention.from) && !within('COMPARED', from, mention.from))
    return 'PREVIOUS_PERIOD'
  if (within('DESTROYED', from, to)) return 'DESTROYED'
  return 'SEIZED'
}
