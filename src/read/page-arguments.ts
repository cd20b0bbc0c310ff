import { BadInput } from '../model/errors.ts'

export const defaultPageSize = 50
export const maxPageSize = 5_000

/** Relay's paging arguments; null, absent and the empty string mean the same. */
export interface PageArguments {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

export interface PageWindow {
  limit: number
  backward: boolean
  /** Where to start, opaque; null for the list's own start (or end, when `backward`). */
  cursor: string | null
}

/** Throws `BadInput` for sizes out of range and for both directions at once. */
export function pageWindow({ first, after, last, before }: PageArguments): PageWindow {
  const backward = last != null || (first == null && Boolean(before))
  if (backward && (first != null || after))
    throw new BadInput(
      'Page forward with `first` and `after`, or backward with `last` and `before`; not both.',
    )
  if (!backward && before)
    throw new BadInput('`before` pages backward: use it with `last` instead of `first`.')
  return {
    limit: pageSize(backward ? 'last' : 'first', backward ? last : first),
    backward,
    cursor: (backward ? before : after) || null,
  }
}

export function pageSize(name: string, size: number | null | undefined, max = maxPageSize): number {
  if (size == null) return Math.min(defaultPageSize, max)
  if (size < 0 || size > max) {
    const limit = max.toLocaleString('en')
    throw new BadInput(`\`${name}\` must be from 0 to ${limit}, not ${size}. Ask for more in several pages.`)
  }
  return size
}
