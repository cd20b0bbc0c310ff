import { francAll } from 'franc'
import type { DetectedLanguage, Script } from '../../model/understanding.ts'
import { fold, type Token, tokenize } from '../tokens.ts'
import { type Profile, profiles } from './profiles.ts'
import { spellingOf } from './spelling.ts'

/** Long enough to tell neighbours apart, short enough that a book costs what an article costs. */
const sample = 4000
/** A run of letters without end tells no more than its beginning. */
const longestWord = 64
/** Trigrams cost the most and settle with less. */
const sampleOfTrigrams = 600
const weights = { ngrams: 4, hint: 12, untrained: 0.8 }
/** By so much spelling alone decides: trigrams of two neighbours hardly ever differ by more. */
const decided = 2.5
/** In a text of this many words half of that is as sure. */
const manyWords = 60

/**
 * Language and script of a text: letters a language has or lacks and its commonest words; where these leave it open,
 * trigrams (franc) among the languages of the region and their look-alikes too.
 * `hint` is what the site says of itself; it decides only what the text leaves open. `tokens` are those of the text,
 * where they are at hand.
 */
export function detectLanguage(
  text: string,
  hint?: string,
  tokens: readonly Token[] = tokenize(text.slice(0, sample)),
): DetectedLanguage {
  const words = wordsOf(tokens)
  const script = scriptOf(words)
  if (script === 'Zyyy') return { language: 'und', script, tag: 'und', confidence: 0 }
  const spelling = spellingOf(words)
  const spelled = profiles
    .filter((profile) => profile.script === script)
    .map((profile) => ({
      profile,
      score: profile.prior + spelling(profile) + hinted(profile, words, hint),
    }))
    .sort((a, b) => b.score - a.score)
  const enough = words.length < manyWords ? decided : decided / 2
  const scored = lead(spelled) >= enough ? spelled : withTrigrams(spelled, words)
  const { language } = scored[0]!.profile
  return {
    language,
    script,
    tag: tagOf(language, script),
    // However clear, few words are little to go by.
    confidence: (Math.min(1, Math.max(0, lead(scored)) / 2) * words.length) / (words.length + 4),
  }
}

interface Scored {
  profile: Profile
  score: number
}

/** By how much the best is ahead of the next language. */
function lead(scored: Scored[]): number {
  const [best] = scored
  const next = scored.find(({ profile }) => profile.language !== best!.profile.language)
  return best!.score - (next?.score ?? 0)
}

/** Trigrams as 0 (worst of the candidates) to 1 (best); what franc was never trained on gets a middling place. */
function withTrigrams(spelled: Scored[], words: string[]): Scored[] {
  const only = spelled.flatMap(({ profile }) => profile.franc)
  const text = words.join(' ').slice(0, sampleOfTrigrams)
  const scores = new Map(francAll(text, { only, minLength: 1 }))
  const ngrams = ({ franc }: Profile) =>
    franc.length > 0 ? Math.max(0, ...franc.map((code) => scores.get(code) ?? 0)) : weights.untrained
  return spelled
    .map(({ profile, score }) => ({ profile, score: score + ngrams(profile) * weights.ngrams }))
    .sort((x, y) => y.score - x.score)
}

/** The script is part of the tag only where the language is written in several. */
function tagOf(language: string, script: Script): string {
  return language === 'uz' || (language === 'kk' && script === 'Latn') ? `${language}-${script}` : language
}

function wordsOf(tokens: readonly Token[]): string[] {
  const words: string[] = []
  for (const { kind, start, text, lower } of tokens) {
    if (start >= sample) break
    if (kind !== 'word') continue
    const word = lower || fold(text.slice(0, longestWord))
    words.push(word.includes("'") ? word.replaceAll("'", 'ʻ').replace(/^ʻ+|ʻ+$/g, '') : word)
  }
  return words
}

function scriptOf(words: string[]): Script {
  let [cyrillic, latin] = [0, 0]
  for (const word of words) {
    const code = word.codePointAt(0)!
    if (code >= 0x400 && code < 0x530) cyrillic += word.length
    else if ((code >= 0x61 && code < 0x250) || (code >= 0x1e00 && code < 0x1f00)) latin += word.length
  }
  return cyrillic + latin === 0 ? 'Zyyy' : cyrillic >= latin ? 'Cyrl' : 'Latn'
}

/** The fewer words there are, the more the site's own word counts. */
function hinted(profile: Profile, words: string[], hint?: string): number {
  return hint?.split('-')[0] === profile.language ? weights.hint / (words.length + 2) : 0
}
