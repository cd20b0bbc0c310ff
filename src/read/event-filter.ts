import { BadInput } from '../model/errors.ts'
import type { EventFilter, InstantRange } from '../model/filter.ts'

const maxDepth = 5
const maxValues = 1_000

/** Refuses what can only be a mistake. Throws `BadInput`. */
export function toStoreFilter(
  filter: EventFilter | null | undefined,
  isSubstance: (id: string) => boolean,
  depth = 1,
): EventFilter {
  if (!filter) return {}
  if (depth > maxDepth) throw new BadInput(`Filters may be nested ${maxDepth} deep.`)
  checkValues(filter)
  checkRange('published', filter.published)
  checkRange('updated', filter.updated)
  checkSeq(filter.seq)
  for (const region of filter.regions ?? []) checkRegion(region)
  for (const id of filter.substances ?? [])
    if (!isSubstance(id))
      throw new BadInput(`Unknown substance \`${id}\`. Use concept ids such as \`heroin\`, lower case.`)
  const inner = (nested: EventFilter) => toStoreFilter(nested, isSubstance, depth + 1)
  return {
    ...filter,
    text: filter.text?.trim() || null,
    and: filter.and?.map(inner) ?? null,
    or: filter.or?.map(inner) ?? null,
    not: filter.not ? inner(filter.not) : null,
  }
}

function checkValues(filter: EventFilter): void {
  for (const [name, value] of Object.entries(filter))
    if (Array.isArray(value) && value.length > maxValues)
      throw new BadInput(`\`filter.${name}\` holds ${value.length} values; ${maxValues} is the most.`)
  if ((filter.text?.length ?? 0) > 1_000) throw new BadInput('`filter.text` may be 1,000 characters long.')
}

function checkRegion(region: string): void {
  if (!/^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(region))
    throw new BadInput(`\`${region}\` is not a region. Use ISO 3166-2 codes such as \`KZ-61\`.`)
}

/** A day stands for its first moment as a start, for its last as an end. */
function checkRange(name: string, range: InstantRange | null | undefined): void {
  const [from, to] = [range?.from, range?.to]
  if (!from || !to) return
  const end = Date.parse(to) + (to.includes('T') ? 0 : 86_400_000)
  if (Date.parse(from) > end) throw new BadInput(`\`filter.${name}\` ends before it begins.`)
}

function checkSeq(range: EventFilter['seq']): void {
  if (range?.from != null && range.to != null && range.from > range.to)
    throw new BadInput('`filter.seq` ends before it begins.')
}
