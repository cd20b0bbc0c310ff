import { type DayEvidence, dayOf } from './day-of.ts'

const time = String.raw`(?:[\s,|/–—-]*(?:at|в|о|um|kl\.?|klo|às|à|alle|ore|las|saat|соат|,)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?)?`
const word = String.raw`[\p{L}\p{M}'’ʻʼ]{2,14}`
const forms = [
  String.raw`\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?`,
  String.raw`\d{4}[./]\d{1,2}[./]\d{1,2}`,
  String.raw`\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})`,
  String.raw`\d{4}年\d{1,2}月\d{1,2}日`,
  String.raw`\d{1,2}(?:st|nd|rd|th|er|\.|º|-)?\s*(?:de |of |d['’])?\s*${word}\.?,?\s*(?:de |del )?\s*\d{4}`,
  String.raw`${word}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}`,
  String.raw`\d{4}(?:\.|\s?-?(?:m\.|gada|г\.|жылғы|жылдын|жылы|йил|yil|-ci il))?,?\s+(?:\d{1,2}[.-]?\s*${word}|${word}\s+\d{1,2})`,
].map((form) => new RegExp(`(?<![\\d.])(?:${form})${time}(?![\\d])`, 'giu'))

/** First date printed in a line, as printed and with its time, and the day it names; null where none is whole. */
export function printedDate(text: string, evidence: DayEvidence): { printed: string; day: string } | null {
  const line = text.slice(0, 600)
  let first: { printed: string; day: string; index: number } | null = null
  for (const form of forms) {
    for (const match of line.matchAll(form)) {
      const day = dayOf(match[0], evidence)
      if (day === null) continue
      if (first === null || match.index < first.index)
        first = { printed: match[0].trim(), day, index: match.index }
      break
    }
  }
  return first
}
