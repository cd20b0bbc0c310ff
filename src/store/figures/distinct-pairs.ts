/** Tells whether a pair of whole numbers, `second` below 2^31, was added before. */
export function createDistinctPairs(): { add(first: number, second: number): boolean } {
  let slots = new Float64Array(1024).fill(-1)
  let size = 0

  function place(key: number): number {
    const mask = slots.length - 1
    let slot = Math.imul((key % 2 ** 31) ^ (key / 2 ** 31), 0x9e3779b1) & mask
    while (slots[slot] !== -1 && slots[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  return {
    add(first, second) {
      const key = first * 2 ** 31 + second
      const slot = place(key)
      if (slots[slot] === key) return false
      slots[slot] = key
      if (++size * 2 > slots.length) {
        const old = slots
        slots = new Float64Array(old.length * 4).fill(-1)
        for (const each of old) if (each !== -1) slots[place(each)] = each
      }
      return true
    },
  }
}
