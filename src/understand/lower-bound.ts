/** Index of the first element whose key is at least `key`; the list is in order of its keys. */
export function lowerBound<T>(list: readonly T[], key: number, keyOf: (element: T) => number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (keyOf(list[middle]!) < key) low = middle + 1
    else high = middle
  }
  return low
}
