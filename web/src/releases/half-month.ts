/** First and last day of a release by its number: two a month. */
export function halfMonth(year: number, number: number): { from: string; to: string } {
  const month = Math.ceil(number / 2)
  const day = (at: number) => new Date(Date.UTC(year, month - 1, at)).toISOString().slice(0, 10)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return number % 2 ? { from: day(1), to: day(15) } : { from: day(16), to: day(last) }
}

/** The number of a period that is exactly half a month; null for others. */
export function numberOf(from: string, to: string): number | null {
  const number = 2 * Number(from.slice(5, 7)) - Number(from.endsWith('-01'))
  const half = halfMonth(Number(from.slice(0, 4)), number)
  return half.from === from && half.to === to ? number : null
}

/** The newest half month that is over. */
export function lastHalfMonth(now: Date): { year: number; number: number } {
  const begun = 2 * now.getUTCMonth() + (now.getUTCDate() > 15 ? 2 : 1)
  return begun > 1
    ? { year: now.getUTCFullYear(), number: begun - 1 }
    : { year: now.getUTCFullYear() - 1, number: 24 }
}
