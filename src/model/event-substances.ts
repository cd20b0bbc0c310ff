import type { Understanding } from './understanding.ts'

/** Substances an event speaks of, by name or by an amount of it; without their ancestors. */
export function eventSubstances({
  substances,
  quantities,
}: Pick<Understanding, 'substances' | 'quantities'>): string[] {
  const measured = quantities.flatMap(({ substance }) => substance ?? [])
  return [...new Set([...substances.map(({ substance }) => substance), ...measured])]
}
