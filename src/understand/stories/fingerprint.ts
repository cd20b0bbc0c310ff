import type { Token } from '../tokens.ts'

/** Hash functions of a signature; the chance that one agrees is the share of shingles two texts have in common. */
export const signatureSize = 64
const wordsInShingle = 4
/** A shorter text has too few shingles to be told from another. */
const fewestShingles = 8
/** Longer ones are told apart by their beginning. */
const mostWords = 3000
const seeds = Int32Array.from({ length: signatureSize }, (_, i) => mix(Math.imul(i + 1, 0x9e3779b1)))
const signBit = 1 << 31

/**
 * MinHash signature of a text over runs of four words: unsigned 32-bit numbers, `signatureSize` of them.
 * Empty for a text too short to compare.
 */
export function fingerprint(tokens: readonly Token[]): number[] {
  const words = wordHashes(tokens)
  const distinct = new Set<number>()
  for (let i = 0; i + wordsInShingle <= words.length; i++) distinct.add(shingleAt(words, i))
  if (distinct.size < fewestShingles) return []
  const shingles = Int32Array.from(distinct)
  return Array.from(seeds, (seed) => leastHash(shingles, seed))
}

/** Compared with the sign turned: small integers stay small integers, and this is all the work there is. */
function leastHash(shingles: Int32Array, seed: number): number {
  let least = 0x7fffffff
  for (let i = 0; i < shingles.length; i++) {
    const hash = mix(shingles[i]! ^ seed) ^ signBit
    if (hash < least) least = hash
  }
  return (least ^ signBit) >>> 0
}

/** Share of agreeing places, an estimate of the share of common shingles; 0 where either is empty. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || a.length !== b.length) return 0
  let equal = 0
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++
  return equal / a.length
}

function wordHashes(tokens: readonly Token[]): number[] {
  const hashes: number[] = []
  for (const { kind, lower } of tokens) {
    if (kind !== 'word' && kind !== 'number') continue
    hashes.push(hashOf(lower))
    if (hashes.length === mostWords) break
  }
  return hashes
}

function shingleAt(words: readonly number[], at: number): number {
  let hash = 0
  for (let i = at; i < at + wordsInShingle; i++) hash = mix(Math.imul(hash, 31) ^ words[i]!)
  return hash
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Finaliser of MurmurHash3: spreads every bit over the word; signed. */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
