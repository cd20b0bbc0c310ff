import { type Profile, profiles } from './profiles.ts'

const weights = { word: 6, own: 4, foreign: -8 }

/** Which profiles something holds for: one bit each, in the order of the list. */
type Mask = number

const alphabets = masks(({ alphabet }) => alphabet)
const owners = masks(({ own }) => own)
const commonIn = masks(({ words }) => words)
const all: Mask = 2 ** profiles.length - 1

/** Per word of the text: common words and letters of its own speak for a language, letters it lacks against it. */
export function spellingOf(words: string[]): (profile: Profile) => number {
  const totals = new Float64Array(profiles.length)
  for (const word of words) {
    add(totals, commonIn.get(word) ?? 0, weights.word)
    if (/[oög]ʻ/.test(word)) add(totals, alphabets.get('ʻ') ?? 0, weights.own)
    let spells = all
    const letters = new Set(word.replaceAll('ʻ', ''))
    for (const letter of letters) {
      spells &= alphabets.get(letter) ?? 0
      const owned = owners.get(letter)
      if (owned) add(totals, owned, weights.own / letters.size + 1)
    }
    if (spells !== all) add(totals, all & ~spells, weights.foreign)
  }
  return ({ index }) => (words.length > 0 ? totals[index]! / words.length : 0)
}

function add(totals: Float64Array, mask: Mask, weight: number): void {
  for (let rest = mask, index = 0; rest; rest >>= 1, index++) if (rest & 1) totals[index]! += weight
}

function masks(ofProfile: (profile: Profile) => Set<string>): Map<string, Mask> {
  const found = new Map<string, Mask>()
  for (const profile of profiles)
    for (const each of ofProfile(profile)) found.set(each, (found.get(each) ?? 0) | (1 << profile.index))
  return found
}
