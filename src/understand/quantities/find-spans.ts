import type { Period } from '../../model/understanding.ts'
import data from '../data/period-words.json' with { type: 'json' }
import { createLexicon } from '../lexicon/lexicon.ts'
import { lowerBound } from '../lower-bound.ts'
import type { PeriodFinding } from './find-periods.ts'
import type { Text } from './prepare.ts'

type Unit = keyof typeof data.spanUnits

const units = createLexicon<Unit>(
  Object.entries(data.spanUnits).flatMap(([unit, patterns]) =>
    patterns.map((pattern) => ({ pattern, value: unit as Unit })),
  ),
)
const before = new Set(data.spanBefore)
const after = new Set(data.spanAfter)
const leadWithin = 3
const tailWithin = 3
const longest: Record<Unit, number> = { years: 40, months: 60, weeks: 60, days: 100 }
const joints = new Set(['и', 'and', 'və', 'va', 'ва', 'және', 'жана', 'we'])

/** «за 3 года и 10 месяцев», «over the past ten months», «дар панҷ соли охир»: so long before the day of the report. */
export function findSpans(text: Text, today: string | null): PeriodFinding[] {
  const { tokens } = text
  const found: PeriodFinding[] = []
  const hits = units(tokens)
  for (let at = 0; at < hits.length; ) {
    const first = measured(text, hits[at]!)
    if (first === null) {
      at++
      continue
    }
    const span = { [hits[at]!.value]: first } as Partial<Record<Unit, number>>
    const from = hits[at]!.from - 1
    let to = hits[at]!.to
    for (at = lowerBound(hits, to, (hit) => hit.from); at < hits.length; ) {
      const { value, from: next, to: end } = hits[at]!
      const more = measured(text, hits[at]!)
      const apart = next - 1 - to
      if (more === null || value in span || apart < 0 || apart > 1) break
      if (apart === 1 && !joints.has(tokens[to]!.lower)) break
      span[value] = more
      to = end
      at = lowerBound(hits, to, (hit) => hit.from)
    }
    if (bounded(text, from, to)) found.push({ period: back(today, span), from, to, bareYear: false })
  }
  return found
}

/** The number that stands before a unit of time; null where there is none. */
function measured({ tokens, words }: Text, { from, value }: { from: number; value: Unit }): number | null {
  const token = tokens[from - 1]
  const count = token?.kind === 'number' ? Number(token.text) : words.get(token?.lower ?? '')
  return count && count <= longest[value] && Number.isInteger(count) ? count : null
}

function bounded({ tokens, sentence }: Text, from: number, to: number): boolean {
  for (let i = from - 1; i >= from - leadWithin && i >= 0 && sentence[i] === sentence[from]; i--) {
    if (tokens[i]!.kind === 'mark') break
    if (before.has(tokens[i]!.lower)) return true
  }
  for (let i = to; i < to + tailWithin && i < tokens.length && sentence[i] === sentence[from]; i++) {
    if (tokens[i]!.kind === 'mark') break
    if (after.has(tokens[i]!.lower)) return true
  }
  return false
}

function back(today: string | null, span: Partial<Record<Unit, number>>): Period | null {
  if (!today) return null
  const day = new Date(`${today}T00:00:00Z`)
  day.setUTCFullYear(day.getUTCFullYear() - (span.years ?? 0))
  day.setUTCMonth(day.getUTCMonth() - (span.months ?? 0))
  day.setUTCDate(day.getUTCDate() - 7 * (span.weeks ?? 0) - (span.days ?? 0))
  return { from: day.toISOString().slice(0, 10), to: today }
}
