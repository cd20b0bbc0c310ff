import type { Understanding } from '../model/understanding.ts'
import { judgeCategories } from './categories/judge-categories.ts'
import { detectLanguage } from './language/detect-language.ts'
import { judgeRelevance } from './relevance/judge-relevance.ts'
import { tokenize } from './tokens.ts'

export { parseDate } from './dates/parse-date.ts'

/** Version of the rules below and of their data; events remember which one read them. */
export const rules = '0.1.0'

export interface UnderstandInput {
  title?: string
  text: string
  source?: { country?: string; language?: string; scope?: string; timeZone?: string }
  /** Instant, ISO 8601; resolves relative dates and periods. */
  publishedAt?: string
}

/** Reads an item. Pure; never throws, never invents. Every evidence offset points into `text`. */
export function understand({ title = '', text, source }: UnderstandInput): Understanding {
  const language = detectLanguage(text.trim() ? text : title, source?.language)
  const tokens = tokenize(text)
  const { tag } = language
  const relevance = judgeRelevance({ title, text, tokens, tag })
  return {
    rules,
    language,
    relevance,
    categories: relevance.relevant ? judgeCategories({ title, text, tokens, tag, quantities: [] }) : [],
    substances: [],
    quantities: [],
    places: [],
    country: null,
    region: null,
    dates: [],
    fingerprint: [],
  }
}
