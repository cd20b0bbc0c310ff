/** Tells whether a pair of whole numbers, `second` below 2^31, was added before. */
export function createDistinctPairs(): { add(first: number, second: number): boolean } {
  let slots = new Float64Array(1024).fill(-1)
  let size = 0

  function place(key: number, spread: number): number {
    const mask = slots.length - 1
    let slot = spread & mask
    while (slots[slot] !== -1 && slots[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  return {
    add(first, second) {
      const key = first * 2 ** 31 + second
      const slot = place(key, spreadOf(first, second))
      if (slots[slot] === key) return false
      slots[slot] = key
      if (++size * 2 > slots.length) {
        const old = slots
        slots = new Float64Array(old.length * 4).fill(-1)
        for (const each of old)
          if (each !== -1) slots[place(each, spreadOf(Math.floor(each / 2 ** 31), each % 2 ** 31))] = each
      }
      return true
    },
  }
}

const spreadOf = (first: number, second: number) => Math.imul(second ^ (first << 11), 0x9e3779b1) >>> 7
