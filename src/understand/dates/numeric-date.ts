import type { Token } from '../tokens.ts'
import { isDay } from './calendar.ts'
import type { PrintedDate, PrintedDay } from './printed-date.ts'
import { timeAt } from './time-of-day.ts'

const separators = new Set(['.', '/', '-', '‐', '–'])

/** Date of digits at `index`: `24.10.2023`, `17.12.21`, `2024-03-15`, `21/05/2021`, `08 06 2023,`, `1-15.04.2025`. */
export function numericDateAt(tokens: readonly Token[], index: number, century: number): PrintedDate | null {
  if (tokens[index]?.kind !== 'number' || continuesNumber(tokens, index)) return null
  const range = tokens[index + 1]?.text === '-' ? dayRange(tokens, index, century) : null
  if (range) return range
  const one = separated(tokens, index, century) ?? spaced(tokens, index) ?? yearless(tokens, index)
  if (!one) return null
  const dash = tokens[one.next]?.text
  if (dash === '-' || dash === '–' || dash === '—') {
    const other = separated(tokens, one.next + 1, century)
    if (other) return { ...date(one.day, index, other.next), to: other.day }
  }
  if (separators.has(dash ?? '') && tokens[one.next]!.glued && continues(tokens, one.next + 1)) return null
  return date(one.day, index, one.next)
}

function date(from: PrintedDay, first: number, next: number): PrintedDate {
  return { from, to: null, yearShift: null, first, next }
}

/** «192.168.1.1», «69-66-55», «1:25.04»: digits in the middle of a longer chain are not the start of a date. */
function continuesNumber(tokens: readonly Token[], index: number): boolean {
  const sign = tokens[index - 1]
  if (!tokens[index]!.glued || !sign) return false
  if (sign.text === '+') return true
  return separators.has(sign.text) && sign.glued && tokens[index - 2]?.kind === 'number'
}

function continues(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.kind === 'number' && tokens[index]!.glued
}

function separated(tokens: readonly Token[], index: number, century: number) {
  const [a, s1, b, s2, c] = tokens.slice(index, index + 5)
  if (a?.kind !== 'number' || b?.kind !== 'number' || c?.kind !== 'number') return null
  if (!separators.has(s1!.text) || s1!.text !== s2!.text || !s1!.glued || !s2!.glued) return null
  if (!b.glued || !c.glued || b.text.length > 2) return null
  const day = ordered(a.text, b.text, c.text, s1!.text, century)
  return day && isDay(day) ? { day, next: index + 5 } : null
}

function ordered(a: string, b: string, c: string, separator: string, century: number): PrintedDay | null {
  if (a.length === 4 && c.length <= 2) return { year: Number(a), month: Number(b), day: Number(c) }
  if (a.length > 2) return null
  const year = c.length === 4 ? Number(c) : c.length === 2 && separator !== '-' ? century + Number(c) : null
  if (year === null) return null
  const monthFirst = separator === '/' && Number(b) > 12
  return monthFirst ? { year, month: Number(a), day: Number(b) } : { year, month: Number(b), day: Number(a) }
}

/** Space-separated digits are a date only where a comma, a time or the end follows. */
function spaced(tokens: readonly Token[], index: number) {
  const [a, b, c] = tokens.slice(index, index + 3)
  if (!/^\d\d$/.test(a?.text ?? '') || !/^\d\d$/.test(b?.text ?? '') || !/^\d{4}$/.test(c?.text ?? ''))
    return null
  if (tokens[index - 1]?.kind === 'number') return null
  const after = tokens[index + 3]
  if (after && after.text !== ',' && after.kind !== 'break' && !timeAt(tokens, index + 3)) return null
  const day = { year: Number(c!.text), month: Number(b!.text), day: Number(a!.text) }
  return isDay(day) ? { day, next: index + 3 } : null
}

/** «25.04 18:30», «18:30, 25.04»: only a time beside it tells such digits from an amount. */
function yearless(tokens: readonly Token[], index: number) {
  const [a, s, b] = tokens.slice(index, index + 3)
  if (!/^\d\d$/.test(a?.text ?? '') || !/^\d\d$/.test(b?.text ?? '')) return null
  if (!/^[./]$/.test(s!.text) || !s!.glued || !b!.glued) return null
  const past = tokens[index + 3]?.text === ',' ? index + 4 : index + 3
  const back = tokens[index - 1]?.text === ',' ? index - 4 : index - 3
  if (!timeAt(tokens, past) && !timeAt(tokens, back)) return null
  const day = { year: null, month: Number(b!.text), day: Number(a!.text) }
  return isDay(day) ? { day, next: index + 3 } : null
}

/** «1-15.04.2025» */
function dayRange(tokens: readonly Token[], index: number, century: number): PrintedDate | null {
  const first = tokens[index]!
  if (first.text.length > 2) return null
  const last = separated(tokens, index + 2, century)
  if (!last || tokens[index + 3]!.text === '-') return null
  const from = { ...last.day, day: Number(first.text) }
  if (!isDay(from) || from.day >= last.day.day!) return null
  return { ...date(from, index, last.next), to: last.day }
}
