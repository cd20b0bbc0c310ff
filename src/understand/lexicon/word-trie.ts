/** Steps are looked up by one number: the node and one letter's place in the alphabet of the terms. */
const alphabetBits = 8
const growAt = 0.5
const hashBits = 0x9e3779b1

/**
 * A trie of words in two flat tables: a node is a number, 0 the root, and a step a few reads of memory. A map at
 * each node takes ten times as long.
 */
export class WordTrie {
  #letters = new Uint8Array(0x10000)
  #alphabet = 0
  #nodes = 1
  #keys = new Int32Array(1 << 10)
  #targets = new Int32Array(1 << 10)

  /** Node of the word, made where it is not there. */
  add(word: string): number {
    let node = 0
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      if (this.#letters[code] === 0) this.#addLetter(code)
      node = this.step(node, code) || this.#addNode(node, code)
    }
    return node
  }

  /** Node a UTF-16 unit leads to from `node`; 0 where it leads nowhere. */
  step(node: number, code: number): number {
    const letter = this.#letters[code]!
    if (letter === 0) return 0
    return this.#targets[this.#slotOf((node << alphabetBits) | letter)]!
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1
    let slot = (Math.imul(key, hashBits) >>> 12) & mask
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  #addLetter(code: number): void {
    if (++this.#alphabet >> alphabetBits)
      throw new Error('The terms are written in more letters than a step tells')
    this.#letters[code] = this.#alphabet
  }

  #addNode(from: number, code: number): number {
    if (this.#nodes > this.#keys.length * growAt) this.#grow()
    const key = (from << alphabetBits) | this.#letters[code]!
    const slot = this.#slotOf(key)
    this.#keys[slot] = key
    this.#targets[slot] = this.#nodes
    return this.#nodes++
  }

  #grow(): void {
    const [keys, targets] = [this.#keys, this.#targets]
    this.#keys = new Int32Array(keys.length * 2)
    this.#targets = new Int32Array(keys.length * 2)
    keys.forEach((key, old) => {
      if (key === 0) return
      const slot = this.#slotOf(key)
      this.#keys[slot] = key
      this.#targets[slot] = targets[old]!
    })
  }
}
