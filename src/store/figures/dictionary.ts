/** Values told apart by small numbers: 0, 1, 2 … in the order they were first seen. */
export interface Dictionary<T> {
  readonly values: readonly T[]
  code(value: T): number
}

/** `keyOf` is equal for equal values. */
export function createDictionary<T>(keyOf: (value: T) => unknown = (value) => value): Dictionary<T> {
  const codes = new Map<unknown, number>()
  const values: T[] = []
  return {
    values,
    code(value) {
      const key = keyOf(value)
      const known = codes.get(key)
      if (known !== undefined) return known
      codes.set(key, values.length)
      return values.push(value) - 1
    },
  }
}
