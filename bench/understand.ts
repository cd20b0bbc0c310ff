import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { understand as read } from '../src/understand/index.ts'
import type { Bench } from './bench.ts'

/** What the issue asks: documents of 2,000 characters a second on one core. */
const bar = 500
const length = 2000
const folder = new URL('../test/understand/texts/', import.meta.url)

/**
 * The median of the rounds, by the processor's clock, so that what else runs on the machine does not tell; all
 * languages mixed.
 */
export const understand: Bench = {
  measures: `documents of ${length} characters understood a second of one core`,
  options: '  --rounds N  (5)\n  --seconds S of processor time a round, at least (2)',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { smoke: { type: 'boolean' }, rounds: { type: 'string' }, seconds: { type: 'string' } },
    })
    const rounds = Number(values.rounds ?? (values.smoke ? 1 : 5))
    const seconds = Number(values.seconds ?? (values.smoke ? 0.3 : 2))
    const texts = mixedTexts()
    // The first round is thrown away: it pays for compiling what all later ones run.
    rateOf(texts, seconds)
    const rates = Array.from({ length: rounds }, () => rateOf(texts, seconds)).toSorted((a, b) => a - b)
    const median = rates[rates.length >> 1]!
    const [least, most] = [rates[0]!, rates.at(-1)!]
    console.log(
      `understand  ${Math.round(median)} documents of ${length} characters a second of one core ` +
        `(${Math.round(least)}–${Math.round(most)} in ${rounds} rounds, ${texts.length} texts; bar ${bar})`,
    )
    return values.smoke === true || median >= bar
  },
}

/** Texts of the test corpus, those of one language joined and cut to length. */
function mixedTexts(): string[] {
  const byLanguage = new Map<string, string>()
  for (const name of readdirSync(folder))
    for (const line of readFileSync(new URL(name, folder), 'utf8').split('\n').filter(Boolean)) {
      const { language, script, text } = JSON.parse(line) as {
        language: string
        script: string
        text: string
      }
      const key = `${language}-${script}`
      byLanguage.set(key, `${byLanguage.get(key) ?? ''}${text}\n\n`)
    }
  return [...byLanguage.values()].flatMap((all) =>
    Array.from({ length: Math.floor(all.length / length) }, (_, i) =>
      all.slice(i * length, (i + 1) * length),
    ),
  )
}

/** Every fifth long word is made one not seen before: real texts bring new words, and no memory of words may hide that. */
function withNewWords(text: string, pass: number): string {
  let longWords = 0
  return text.replace(/\p{L}{6,}/gu, (word) => (++longWords % 5 === 0 ? word + syllables(pass, word) : word))
}

/** In vowels and consonants every alphabet of the script has. */
function syllables(pass: number, word: string): string {
  const letters = /[a-z]/i.test(word) ? 'abdegiklmn' : 'абгдезиклм'
  return [...String(pass)].map((digit) => letters[Number(digit)]).join('')
}

let passes = 0

function rateOf(texts: readonly string[], seconds: number): number {
  let done = 0
  let spent = 0
  do {
    passes++
    const fresh = texts.map((text) => withNewWords(text, passes).slice(0, length))
    const start = process.cpuUsage()
    for (const text of fresh) read({ text })
    const { user, system } = process.cpuUsage(start)
    done += fresh.length
    spent += (user + system) / 1e6
  } while (spent < seconds)
  return done / spent
}
