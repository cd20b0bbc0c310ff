import type { Token } from '../tokens.ts'
import { clockWordsDot } from './date-words.ts'
import type { PrintedTime } from './printed-date.ts'

/** Minutes east of UTC. */
export type ZoneOffset = number

/** Time of day printed at `index`: «10:25», «саат 10.00дө», «9:05:07 PM», «15:31:00 +0500», «20:00 | GMT +5». */
export function timeAt(tokens: readonly Token[], index: number): PrintedTime | null {
  const hour = numberOf(tokens[index], 2)
  const separator = tokens[index + 1]
  const minute = tokens[index + 2]
  if (hour === null || hour > 23 || !separator?.glued || !minute?.glued) return null
  const afterClockWord = clockWordsDot.has(tokens[index - 1]?.lower ?? '')
  if (separator.text !== ':' && !(afterClockWord && /^[.-]$/.test(separator.text))) return null
  if (minute.text.length !== 2 || (numberOf(minute, 2) ?? 60) > 59) return null
  const before = tokens[index - 1]
  if (tokens[index]!.glued && before?.text === ':') return null

  let next = index + 3
  let seconds = ''
  const second = tokens[next + 1]
  if (tokens[next]?.text === ':' && tokens[next]!.glued && second?.glued && /^[0-5]\d$/.test(second.text)) {
    seconds = `:${second.text}`
    next += 2
    if (/^[.,]$/.test(tokens[next]?.text ?? '') && tokens[next]!.glued && tokens[next + 1]?.kind === 'number')
      next += 2
  }
  const half = tokens[next]?.lower
  const pm = half === 'pm' && hour < 12
  const am = half === 'am' && hour === 12
  if (half === 'pm' || half === 'am') next++
  const clock = String(pm ? hour + 12 : am ? 0 : hour).padStart(2, '0')
  const zone = offsetAt(tokens, next)
  return {
    time: `${clock}:${minute.text}${seconds}`,
    offset: zone?.offset ?? null,
    first: index,
    next: zone?.next ?? next,
  }
}

function offsetAt(tokens: readonly Token[], index: number): { offset: ZoneOffset; next: number } | null {
  let at = index
  if (/^[|,(]$/.test(tokens[at]?.text ?? '')) at++
  const name = tokens[at]?.lower
  const named = name === 'gmt' || name === 'utc' || name === 'z'
  if (name === 'z' && !tokens[at]!.glued) return null
  if (named) at++
  else if (at !== index) return null
  const sign = tokens[at]?.text
  const digits = tokens[at + 1]
  if ((sign === '+' || sign === '-' || sign === '−') && digits?.glued && digits.kind === 'number') {
    const minutes = offsetMinutes(tokens, at + 1, named)
    if (minutes) return { offset: sign === '+' ? minutes.value : -minutes.value, next: minutes.next }
  }
  return named ? { offset: 0, next: at } : null
}

function offsetMinutes(tokens: readonly Token[], index: number, named: boolean) {
  const { text } = tokens[index]!
  if (/^\d{4}$/.test(text))
    return { value: Number(text.slice(0, 2)) * 60 + Number(text.slice(2)), next: index + 1 }
  if (!/^\d{1,2}$/.test(text) || Number(text) > 14) return null
  const colon = tokens[index + 1]
  const minute = tokens[index + 2]
  if (colon?.text === ':' && colon.glued && minute?.glued && /^[0-5]\d$/.test(minute.text))
    return { value: Number(text) * 60 + Number(minute.text), next: index + 3 }
  return named ? { value: Number(text) * 60, next: index + 1 } : null
}

function numberOf(token: Token | undefined, digits: number): number | null {
  return token?.kind === 'number' && token.text.length <= digits ? Number(token.text) : null
}
