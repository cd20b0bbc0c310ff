import type { Understanding } from '../model/understanding.ts'
import { judgeCategories } from './categories/judge-categories.ts'
import { readDates } from './dates/read-dates.ts'
import { toFindings } from './dates/to-findings.ts'
import { detectLanguage } from './language/detect-language.ts'
import { findPlaces } from './places/find-places.ts'
import { findQuantities } from './quantities/find-quantities.ts'
import { setElsewhereApart } from './quantities/set-elsewhere-apart.ts'
import { judgeRelevance } from './relevance/judge-relevance.ts'
import { fingerprint } from './stories/fingerprint.ts'
import { findSubstances } from './substances/find-substances.ts'
import { tokenize } from './tokens.ts'

export { parseDate } from './dates/parse-date.ts'
export { expandText } from './search/expand-text.ts'

/** Version of the rules below and of their data; events remember which one read them. */
export const rules = '0.2.0'

export interface UnderstandInput {
  title?: string
  text: string
  source?: { country?: string; language?: string; scope?: string; timeZone?: string }
  /** Instant, ISO 8601; resolves relative dates and periods. */
  publishedAt?: string
}

/** A shorter text does not tell whether it is of the sphere; its amounts are read for what they are. */
const shortest = 160

/** A language told from less is no ground for anything: a word or two, or none that is one. */
const sure = 0.25

/** Reads an item. Pure; never throws, never invents. Every evidence offset points into `text`. */
export function understand({ title = '', text, source, publishedAt }: UnderstandInput): Understanding {
  const tokens = tokenize(text)
  const language = text.trim()
    ? detectLanguage(text, source?.language, tokens)
    : detectLanguage(title, source?.language)
  const { tag } = language
  const reference = instantOf(publishedAt)
  const timeZone = source?.timeZone ?? 'UTC'
  const relevance = judgeRelevance({ title, text, tokens, tag })
  const dates = readDates(tokens, reference ?? new Date(0), timeZone)
  const stated =
    relevance.relevant || text.length < shortest
      ? findQuantities(text, { tokens, language: language.language, reference, timeZone, dates })
      : []
  const { places, country, region, mentions, sentence } = findPlaces(text, {
    tokens,
    title,
    language: language.confidence < sure ? undefined : language.language,
    sourceCountry: source?.country,
  })
  const quantities = setElsewhereApart(stated, { tokens, mentions, country, sentence })
  return {
    rules,
    language,
    relevance,
    categories: relevance.relevant ? judgeCategories({ title, text, tokens, tag, quantities }) : [],
    substances: relevance.relevant ? findSubstances({ title, text, tokens, tag }) : [],
    quantities,
    places,
    country,
    region,
    dates: toFindings(text, tokens, reference ? dates : dates.filter((date) => date.form === 'FULL')),
    fingerprint: fingerprint(tokens),
  }
}

function instantOf(publishedAt: string | undefined): Date | undefined {
  const instant = new Date(publishedAt ?? Number.NaN)
  return Number.isNaN(instant.getTime()) ? undefined : instant
}
