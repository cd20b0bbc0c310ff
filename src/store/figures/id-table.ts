const alphabet = new Int8Array(128).fill(-1)
;[...'abcdefghijklmnopqrstuvwxyz234567'].forEach((letter, value) => {
  alphabet[letter.charCodeAt(0)] = value
})
/** Letters in a word of 30 bits. */
const lettersInWord = 6
const letters = 26
const words = 5

/**
 * Ids of events to row numbers, in 28 bytes an event where a Map takes a hundred. An id is kept whole, not hashed: no
 * two are ever taken for one.
 */
export interface IdTable {
  readonly size: number
  /** The row of an id; one never seen gets the next. */
  rowOf(id: string): number
}

export function createIdTable(): IdTable {
  let keys = new Int32Array(1024 * words)
  let slots = new Int32Array(4096).fill(-1)
  let size = 0
  /** Ids no event has by its address; only tests make them. */
  const odd = new Map<string, number>()
  const key = new Int32Array(words)

  function pack(id: string): boolean {
    if (id.length !== letters) return false
    for (let word = 0, at = 0; word < words; word++) {
      let bits = 0
      for (let end = Math.min(letters, at + lettersInWord); at < end; at++) {
        const value = alphabet[id.charCodeAt(at)] ?? -1
        if (value < 0) return false
        bits = bits * 32 + value
      }
      key[word] = bits
    }
    return true
  }

  /** Ids are cut from a hash: their first letters are as random as can be. */
  const hash = (first: number, second: number) => Math.imul(first ^ (second << 7), 0x9e3779b1) >>> 0

  function find(): number {
    const mask = slots.length - 1
    let slot = hash(key[0]!, key[1]!) & mask
    for (; slots[slot]! >= 0; slot = (slot + 1) & mask) {
      const at = slots[slot]! * words
      let word = 0
      while (word < words && keys[at + word] === key[word]) word++
      if (word === words) return slot
    }
    return slot
  }

  function grow(): void {
    if (keys.length < (size + 1) * words) {
      const longer = new Int32Array(keys.length * 2)
      longer.set(keys)
      keys = longer
    }
    if (slots.length > (size + 1) * 2) return
    slots = new Int32Array(slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let row = 0; row < size; row++) {
      let slot = hash(keys[row * words]!, keys[row * words + 1]!) & mask
      while (slots[slot]! >= 0) slot = (slot + 1) & mask
      slots[slot] = row
    }
  }

  return {
    get size() {
      return size
    },
    rowOf(id) {
      if (!pack(id)) {
        const known = odd.get(id)
        if (known !== undefined) return known
        grow()
        odd.set(id, size)
        // Its place among the keys stays empty, and is never asked for.
        keys.fill(-1, size * words, (size + 1) * words)
        return size++
      }
      grow()
      const slot = find()
      if (slots[slot]! < 0) {
        keys.set(key, size * words)
        slots[slot] = size++
      }
      return slots[slot]!
    },
  }
}
