import { detectAll } from 'jschardet'
import { cyrillicFits } from './cyrillic-fits.ts'
import { canonicalLabel, decoderFor } from './decoder.ts'
import { implausibility } from './implausibility.ts'
import { sampleOf } from './sample.ts'

/** Candidates this close to the best one are judged by the text they make. */
const contenders = 0.6
const implausibilityWeight = 5

/**
 * Label of the likeliest charset of bytes that declare none. jschardet proposes; among
 * its near ties the charset that sites use, and whose text looks written by people, is taken.
 */
export function detectCharset(bytes: Uint8Array): string {
  const sample = sampleOf(bytes)
  const found = [...proposals(sample), ...cyrillicFits(sample)]
  const best = Math.max(...found.map(({ confidence }) => confidence))
  const judged = found
    .filter(({ confidence }) => confidence >= best * contenders)
    .map(({ label, confidence }) => {
      const odd = implausibility(decoderFor(label)!(sample))
      return { label, score: confidence * (1 - rarity(label) - implausibilityWeight * odd) }
    })
    .sort((a, b) => b.score - a.score)
  return judged[0]?.label ?? 'windows-1252'
}

function proposals(sample: Uint8Array): { label: string; confidence: number }[] {
  return detectAll(sample, { minimumThreshold: 0.001, excludeEncodings: unlikelyOnSites }).flatMap(
    ({ encoding, confidence }) => {
      const label = encoding && canonicalLabel(encoding)
      return label ? [{ label, confidence }] : []
    },
  )
}

/** Old mainframes' charsets, and UTF-7, which turns plain ASCII into something else. */
const unlikelyOnSites = [
  'utf-7',
  'cp037',
  'cp1026',
  'cp1140',
  'cp273',
  'cp424',
  'cp500',
  'cp875',
  'hp-roman8',
  'cp1006',
]

/** Share of its confidence that a charset loses for being rare on sites. */
function rarity(label: string): number {
  if (
    /^(?:windows-125[0-8]|koi8-[ru]|utf-|gb|big5|shift|euc|iso-2022|iso-8859-[25678]|windows-874)/.test(label)
  )
    return 0
  if (/^(?:ibm866|x-mac-cyrillic|rk1048)$/.test(label)) return 0.01
  if (/^(?:iso-8859-(?:1|4|9|15)|macintosh|koi8-t|pt154)$/.test(label)) return 0.06
  return 0.2
}
