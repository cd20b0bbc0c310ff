import { ItemRejected } from '../../model/errors.ts'

/** Anything another program says, taken apart. */
export type Told = Record<string, unknown>

export function isRecord(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Throws `ItemRejected` where the field is no text, empty, or too long. */
export function text(told: Told, field: string, most: number): string {
  const value = optional(told, field, most)
  if (value?.trim()) return value
  throw new ItemRejected('UNREADABLE', `${field} is ${value == null ? 'missing' : 'empty'}.`)
}

export function optional(told: Told, field: string, most: number): string | null {
  const value = told[field]
  if (value == null) return null
  if (typeof value !== 'string') throw new ItemRejected('UNREADABLE', `${field} is not a text.`)
  if (value.length > most)
    throw new ItemRejected('TOO_LARGE', `${field} has ${value.length} characters, more than ${most}.`)
  return value
}

export function whole(told: Told, field: string): number {
  const value = told[field]
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw new ItemRejected('UNREADABLE', `${field} is not a whole number.`)
}

/** Characters of what is kept of an item turned down, and levels of it. */
const kept = 200_000
const deepest = 32

/** Enough to judge it again, and nothing that could be too much for whoever stores it. */
export function payloadOf(told: unknown): unknown {
  const json = stringify(told)
  return json !== null && json.length <= kept && depthOf(told) <= deepest
    ? told
    : { shortened: (json ?? 'It does not go back into JSON.').slice(0, kept) }
}

function stringify(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null
  } catch {
    return null
  }
}

function depthOf(value: unknown, level = 1): number {
  if (typeof value !== 'object' || value === null || level > deepest) return level
  return Math.max(level, ...Object.values(value).map((inner) => depthOf(inner, level + 1)))
}
