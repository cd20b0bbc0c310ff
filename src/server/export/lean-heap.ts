import { setFlagsFromString } from 'node:v8'

let tables = 0

/**
 * While a table streams, the heap may grow by a third between two full collections instead of fourfold: the rows of
 * a long table are garbage a moment after they are sent, and unasked V8 would let some two hundred megabytes of
 * them lie about. Read by V8 each time it sets the next limit.
 */
export function leanHeap(): Disposable {
  if (tables++ === 0) setFlagsFromString('--heap-growing-percent=30')
  return {
    [Symbol.dispose]() {
      if (--tables === 0) setFlagsFromString('--heap-growing-percent=0')
    },
  }
}
