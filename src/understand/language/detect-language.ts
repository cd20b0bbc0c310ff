import { francAll } from 'franc'
import type { DetectedLanguage, Script } from '../../model/understanding.ts'
import profiles from '../data/languages.json' with { type: 'json' }

interface Profile {
  name: string
  /** What speaks for a language before anything is read: look-alikes from outside the region start behind. */
  prior: number
  language: string
  script: Script
  franc: string[]
  alphabet: Set<string>
  own: Set<string>
  words: Set<string>
}

const all: Profile[] = Object.entries(profiles).map(([name, profile]) => ({
  name,
  language: name.split('-')[0]!,
  script: profile.script as Script,
  prior: 'prior' in profile ? profile.prior : 0,
  franc: profile.franc,
  alphabet: new Set(profile.alphabet),
  own: new Set(profile.own),
  words: new Set(profile.words.split(' ')),
}))

/** Long enough to tell neighbours apart, short enough that a book costs what an article costs. */
const sample = 4000
const weights = { ngrams: 4, word: 6, own: 4, foreign: -8, hint: 12, untrained: 0.8 }

/**
 * Language and script of a text: trigrams (franc) among the languages of the region and their look-alikes,
 * corrected by letters a language has or lacks and by its commonest words.
 * `hint` is what the site says of itself; it decides only what the text leaves open.
 */
export function detectLanguage(text: string, hint?: string): DetectedLanguage {
  const words = wordsOf(text.slice(0, sample))
  const script = scriptOf(words)
  if (script === 'Zyyy') return { language: 'und', script, tag: 'und', confidence: 0 }
  const candidates = all.filter((profile) => profile.script === script)
  const spelt = spelled(words)
  const ngrams = ngramScores(words.join(' '), candidates)
  const scored = candidates
    .map((profile) => ({
      profile,
      score:
        profile.prior +
        ngrams(profile) * weights.ngrams +
        evidence(profile, spelt) +
        hinted(profile, words, hint),
    }))
    .sort((a, b) => b.score - a.score)
  const [best, next] = [
    scored[0]!,
    scored.find((other) => other.profile.language !== scored[0]!.profile.language),
  ]
  const { language } = best.profile
  return {
    language,
    script,
    tag: tagOf(language, script),
    confidence: Math.min(1, Math.max(0, best.score - (next?.score ?? 0)) / 2),
  }
}

/** The script is part of the tag only where the language is written in several. */
function tagOf(language: string, script: Script): string {
  return language === 'uz' || (language === 'kk' && script === 'Latn') ? `${language}-${script}` : language
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}'’‘ʻʼ`]+/gu) ?? []
  ).map((word) => word.replace(/[’‘ʼ`']/g, 'ʻ').replace(/^ʻ+|ʻ+$/g, ''))
}

function scriptOf(words: string[]): Script {
  let [cyrillic, latin] = [0, 0]
  for (const word of words) {
    if (/\p{Script=Cyrillic}/u.test(word)) cyrillic += word.length
    else if (/\p{Script=Latin}/u.test(word)) latin += word.length
  }
  return cyrillic + latin === 0 ? 'Zyyy' : cyrillic >= latin ? 'Cyrl' : 'Latn'
}

/** franc's distances as 0 (worst of the candidates) to 1 (best); what it was never trained on gets a middling place. */
function ngramScores(text: string, candidates: Profile[]): (profile: Profile) => number {
  const only = candidates.flatMap((profile) => profile.franc)
  const scores = new Map(francAll(text, { only, minLength: 1 }))
  return ({ franc }) =>
    franc.length > 0 ? Math.max(0, ...franc.map((code) => scores.get(code) ?? 0)) : weights.untrained
}

interface SpelledWord {
  word: string
  /** Each of its letters once. */
  letters: string[]
}

function spelled(words: string[]): SpelledWord[] {
  return words.map((word) => ({ word, letters: [...new Set(word.replace(/ʻ/g, ''))] }))
}

/** Per word of the text: common words and letters of its own speak for a language, letters it lacks against it. */
function evidence({ alphabet, own, words: common }: Profile, words: SpelledWord[]): number {
  let total = 0
  for (const { word, letters } of words) {
    if (common.has(word)) total += weights.word
    if (word.includes('ʻ') && /[oög]ʻ/.test(word) && alphabet.has('ʻ')) total += weights.own
    for (const letter of letters) if (own.has(letter)) total += weights.own / letters.length + 1
    for (const letter of letters) {
      if (alphabet.has(letter)) continue
      total += weights.foreign
      break
    }
  }
  return words.length > 0 ? total / words.length : 0
}

/** The fewer words there are, the more the site's own word counts. */
function hinted(profile: Profile, words: string[], hint?: string): number {
  return hint?.split('-')[0] === profile.language ? weights.hint / (words.length + 2) : 0
}
