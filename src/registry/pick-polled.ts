import type { Source } from '../connector/types.ts'
import { BadInput } from '../model/errors.ts'
import type { SourceFacts } from '../model/source.ts'
import { covers, matchesAny } from '../model/source-patterns.ts'

/** Sources that are polled here, and the others; all are polled where no pattern is given. Throws `BadInput`. */
export function pickPolled(
  sources: Source[],
  patterns: string[] | null,
): [polled: Source[], others: Source[]] {
  if (patterns === null) return [sources, []]
  const idle = patterns.filter((pattern) => !sources.some(({ id }) => covers(pattern, id)))
  if (idle.length > 0)
    throw new BadInput(
      `BULLETIN_SOURCES: no connector is ${idle.join(', ')}. Write ids or folders such as kz/polisia-ru,ru/*, or none.`,
    )
  const polled = sources.filter(({ id }) => matchesAny(id, patterns))
  return [polled, sources.filter((source) => !polled.includes(source))]
}

/** Known by name, read by nobody here. */
export function unpolled(source: SourceFacts): SourceFacts {
  return { ...source, pollEverySeconds: 0 }
}
