/** Part of an answer's JSON. */
export type Piece = string | Uint8Array | Piece[]

export type MaybePromise<T> = T | Promise<T>

/** JSON's null, told apart from every other piece by identity of text: a string value has quotes. */
export const nullPiece = 'null'

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}

/** The list with its promises resolved. A list that fails leaves no rejection without a listener. */
export function settle<T>(list: MaybePromise<T>[]): MaybePromise<T[]> {
  return list.some(isPromise) ? Promise.all(list) : (list as T[])
}

/** Takes each step; where one throws at once, those under way are heard, so that none fails unheard. */
export function runAll<T, R>(list: Iterable<T>, run: (each: T) => MaybePromise<R>): MaybePromise<R>[] {
  const results: MaybePromise<R>[] = []
  try {
    for (const each of list) results.push(run(each))
  } catch (error) {
    for (const result of results) if (isPromise(result)) result.catch(() => {})
    throw error
  }
  return results
}
