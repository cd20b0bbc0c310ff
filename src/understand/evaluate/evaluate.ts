import type { Understanding } from '../../model/understanding.ts'
import type { UnderstandInput } from '../index.ts'
import { evaluateCounts, evaluateMasses, evaluateNegatives, evaluatePhrases } from './evaluate-amounts.ts'
import { evaluateDates } from './evaluate-dates.ts'
import {
  evaluateCategories,
  evaluateCountry,
  evaluateLanguage,
  evaluateRegion,
  evaluateRelevance,
} from './evaluate-documents.ts'
import type { Labelled } from './labelled.ts'
import type { TaskReport } from './report.ts'

/** Measures `understand` and `parseDate` on labelled texts, one report a task. Nothing but the text is handed in. */
export function evaluate(
  labelled: Labelled,
  understand: (input: UnderstandInput) => Understanding,
): TaskReport[] {
  const documents = labelled.documents.map((document) => ({
    document,
    read: understand({ text: document.text, publishedAt: document.published ?? undefined }),
  }))
  const amounts = documents.map(({ document, read }) => ({ ...document, read: read.quantities }))
  const phrases = labelled.phrases.map((phrase) => ({
    ...phrase,
    read: understand({ text: phrase.text }).quantities,
  }))
  return [
    evaluateRelevance(documents),
    evaluateLanguage(documents),
    evaluateMasses('quantities in documents', amounts),
    evaluateCounts('counts in documents', amounts),
    evaluatePhrases(phrases),
    evaluateNegatives(phrases),
    evaluateDates(labelled.dates),
    evaluateCountry(documents),
    evaluateRegion(documents),
    evaluateCategories(documents),
  ]
}
