import type { Columns } from './columns.ts'

const nothing = { grams: Number.NaN, least: Number.NaN, most: Number.NaN }

/**
 * What an event's sums have of one substance, or of the amounts that meet every list asked for; NaN where it has no
 * such amount.
 */
export function shareOf({ amounts }: Columns, row: number, meant: string | null | string[][]) {
  const fitting = amounts
    .get(row)
    ?.filter(({ substance, tree }) =>
      Array.isArray(meant)
        ? meant.every((list) => tree.some((each) => list.includes(each)))
        : substance === meant,
    )
  if (!fitting?.length) return nothing
  const shares = fitting.map(({ grams }) => grams)
  return {
    grams: shares.reduce((sum, grams) => sum + grams),
    least: Math.min(...shares),
    most: Math.max(...shares),
  }
}
