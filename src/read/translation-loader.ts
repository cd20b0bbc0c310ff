import DataLoader from 'dataloader'
import { inBatchSpan } from './loaders.ts'
import type { TranslatedText, TranslationRequest, Translator } from './translate/create-translator.ts'

/** Gathers what one request wants translated, so that texts of one pair of languages travel together. */
export function createTranslationLoader(
  translator: Translator | null,
): DataLoader<TranslationRequest, TranslatedText | null, string> {
  return new DataLoader(
    async (requests) => {
      if (!translator) return requests.map(() => null)
      const answers = await inBatchSpan('translations', requests.length, () =>
        translator.translate([...requests]),
      )
      return answers.map((answer) => ('unavailable' in answer ? null : answer))
    },
    { cacheKeyFn: ({ event, to }) => `${event.id} ${event.revision} ${to}` },
  )
}
