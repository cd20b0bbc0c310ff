/** Letters of Serbian and Macedonian, and letters that those languages do not have. */
const southSlavic = /[ђѓќћџљњѕјЂЃЌЋЏЉЊЅЈ]/
/** They begin a word in hardly any text, and are what Mac Cyrillic capitals turn into. */
const rareCapitals = /[ЂЃЌЋЏЉЊЅЈ]/
const eastSlavic = /[ыэщъйюяЫЭЩЪЙЮЯ]/g
const typographic = /[«»„“”‚‘’‹›—–…№°§©®•·ªº\u00a0\u00ad×±]/
const letter = /(?![ªº])\p{L}/u

/**
 * 0 for text as people write it, towards 1 for a wrong decoding: the share of characters beyond ASCII that
 * are controls, symbols inside words, capitals after small letters, letters of another script than their
 * neighbours, or of another alphabet than the rest of the text.
 */
export function implausibility(text: string): number {
  const isEastSlavic = (text.match(eastSlavic)?.length ?? 0) * 50 > text.length
  let judged = 0
  let odd = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (char < '\x80') continue
    judged++
    if (isOdd(text[at - 1] ?? ' ', char, text[at + 1] ?? ' ')) odd++
    else if (isEastSlavic && southSlavic.test(char)) odd++
    else if (rareCapitals.test(char)) odd += 0.5
  }
  return judged === 0 ? 0 : odd / judged
}

function isOdd(before: string, char: string, after: string): boolean {
  if (/[\x80-\x9f\ufffd\ue000-\uf8ff]/.test(char)) return true
  if (!letter.test(char)) return !typographic.test(char) || isInsideWord(before, char, after)
  if (isUpper(char) && letter.test(before) && !isUpper(before)) return true
  return isForeign(char, before) || isForeign(char, after)
}

/** Apostrophes, soft hyphens, and the closing quote before a suffix (”ning) stand there; an ordinal sign ends a number, not a word. */
function isInsideWord(before: string, char: string, after: string): boolean {
  if (/[ªº]/.test(char)) return letter.test(before)
  if (/[—–…]/.test(char)) return before === ' ' && letter.test(after)
  return letter.test(before) && letter.test(after) && !/[’‘”»\u00ad]/.test(char)
}

function isUpper(char: string): boolean {
  return char !== char.toLowerCase()
}

/** Cyrillic beside Latin, Greek beside either … within one word. */
function isForeign(char: string, neighbour: string): boolean {
  return letter.test(neighbour) && scriptOf(char) !== scriptOf(neighbour)
}

function scriptOf(char: string): string {
  if (/\p{Script=Latin}/u.test(char)) return 'Latn'
  if (/\p{Script=Cyrillic}/u.test(char)) return 'Cyrl'
  if (/\p{Script=Greek}/u.test(char)) return 'Grek'
  // Scripts written without spaces mix freely: Han, kana.
  return 'other'
}
