import DataLoader from 'dataloader'
import { inBatchSpan } from './loaders.ts'
import {
  notConfigured,
  type TranslatedText,
  type TranslationRequest,
  type Translator,
} from './translate/create-translator.ts'
import type { createTranslationNote } from './translation-note.ts'

/**
 * Gathers what one request wants translated, so that texts of one pair of languages travel together; why one is null
 * goes into the note.
 */
export function createTranslationLoader(
  translator: Translator | null,
  note: Pick<ReturnType<typeof createTranslationNote>, 'add'>,
): DataLoader<TranslationRequest, TranslatedText | null, string> {
  return new DataLoader(
    async (requests) => {
      const answers = await inBatchSpan('translations', requests.length, async () =>
        translator ? translator.translate([...requests]) : requests.map(() => notConfigured),
      )
      return answers.map((answer, i) => {
        if (!('unavailable' in answer)) return answer
        const { to, event } = requests[i]!
        note.add(to, answer.unavailable, event.id)
        return null
      })
    },
    { cacheKeyFn: ({ event, to }) => `${event.id} ${event.revision} ${to}` },
  )
}
