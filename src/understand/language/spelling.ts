import { type Profile, profiles } from './profiles.ts'

const weights = { word: 6, own: 4, foreign: -8 }

/** Which profiles something holds for: one bit each, in the order of the list. */
type Mask = number

const alphabets = letterMasks(({ alphabet }) => alphabet)
const owners = letterMasks(({ own }) => own)
const commonIn = masks(({ words }) => words)
const all: Mask = 2 ** profiles.length - 1
const apostrophe = 'ʻ'
const apostropheCode = apostrophe.charCodeAt(0)
const spellWithIt = alphabets[apostropheCode]!

/** Per word of the text: common words and letters of its own speak for a language, letters it lacks against it. */
export function spellingOf(words: string[]): (profile: Profile) => number {
  const totals = new Float64Array(profiles.length)
  /** Words by the profiles that lack one of their letters: words are many, sets of profiles few. */
  const lacking = new Map<Mask, number>()
  for (const word of words) {
    add(totals, commonIn.get(word) ?? 0, weights.word)
    if (word.includes(apostrophe) && /[oög]ʻ/.test(word)) add(totals, spellWithIt, weights.own)
    const lack = all & ~lettersOf(totals, word)
    if (lack) lacking.set(lack, (lacking.get(lack) ?? 0) + 1)
  }
  for (const [mask, count] of lacking) add(totals, mask, weights.foreign * count)
  return ({ index }) => (words.length > 0 ? totals[index]! / words.length : 0)
}

/** Adds what the letters of a word say, each once; the profiles that have all of them. */
function lettersOf(totals: Float64Array, word: string): Mask {
  let spells = all
  let letters = 0
  const owned: number[] = []
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code === apostropheCode || isRepeated(word, i, code)) continue
    letters++
    spells &= alphabets[code]!
    if (owners[code]) owned.push(owners[code]!)
  }
  for (const mask of owned) add(totals, mask, weights.own / letters + 1)
  return spells
}

function isRepeated(word: string, index: number, code: number): boolean {
  for (let i = 0; i < index; i++) if (word.charCodeAt(i) === code) return true
  return false
}

function add(totals: Float64Array, mask: Mask, weight: number): void {
  for (let rest = mask; rest; rest &= rest - 1) totals[31 - Math.clz32(rest & -rest)]! += weight
}

function masks(ofProfile: (profile: Profile) => Set<string>): Map<string, Mask> {
  const found = new Map<string, Mask>()
  for (const profile of profiles)
    for (const each of ofProfile(profile)) found.set(each, (found.get(each) ?? 0) | (1 << profile.index))
  return found
}

function letterMasks(ofProfile: (profile: Profile) => Set<string>): Uint32Array {
  const byCode = new Uint32Array(0x10000)
  for (const [letter, mask] of masks(ofProfile)) byCode[letter.charCodeAt(0)] = mask
  return byCode
}
