/** Longest rest a site can impose; beyond it the header is a mistake (or a clock is). */
const maxSeconds = 24 * 3600

/** Seconds from now: `120`, or an HTTP date (past ones are 0). Null where it says nothing usable. */
export function parseRetryAfter(value: string | undefined, now: Date): number | null {
  const text = value?.trim()
  if (!text) return null
  if (/^\d+$/.test(text)) return Math.min(Number(text), maxSeconds)
  // Date.parse also takes "1.5" or "-3" for dates; an HTTP date has a month's name.
  if (!/[a-z]{3}/i.test(text)) return null
  const at = Date.parse(text)
  if (Number.isNaN(at)) return null
  return Math.min(Math.max(0, Math.ceil((at - now.getTime()) / 1000)), maxSeconds)
}
