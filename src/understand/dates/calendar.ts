import type { PrintedDay } from './printed-date.ts'

const earliestYear = 1900
const latestYear = 2100

/** True for a day that exists; an unknown year may be a leap year, an unknown day is not checked. */
export function isDay({ year, month, day }: PrintedDay): boolean {
  if (month < 1 || month > 12 || (year !== null && !isYear(year))) return false
  return day === null || (day >= 1 && day <= new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate())
}

export function isYear(year: number): boolean {
  return year >= earliestYear && year <= latestYear
}

/** Four digits that read as a year. */
export function yearOf(digits: string): number | null {
  return /^(19|20)\d\d$/.test(digits) ? Number(digits) : null
}

export function isoDay(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
