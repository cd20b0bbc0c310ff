import PQueue from 'p-queue'
import { createReadThrough } from '../../cache/read-through.ts'
import type { Cache } from '../../cache/types.ts'
import type { Clock } from '../../model/clock.ts'
import type { StoredEvent } from '../../model/event.ts'
import { libreTranslate } from './libretranslate.ts'
import { toPieces } from './pieces.ts'

export interface TranslatedText {
  language: string
  title: string
  summary: string | null
  body: string
}

/** Null with the reason: nothing configured, the server's own words, nothing to translate. */
export interface NoTranslation {
  unavailable: string
}

export const notConfigured: NoTranslation = {
  unavailable: 'No translation server is configured: set TRANSLATE_URL.',
}

export interface TranslationRequest {
  event: Pick<StoredEvent, 'id' | 'revision' | 'language' | 'title' | 'summary' | 'body'>
  /** BCP 47 */
  to: string
}

export interface Translator extends AsyncDisposable {
  /** Same length and order as asked; never rejects. */
  translate(requests: TranslationRequest[]): Promise<(TranslatedText | NoTranslation)[]>
}

export interface TranslatorOptions {
  /** LibreTranslate-compatible server; none: every answer is null with that reason. */
  url: string | null
  apiKey?: string
  cache: Cache
  clock: Clock
  requestsPerSecond?: number
  timeoutMs?: number
}

const month = 30 * 24 * 3600

/**
 * Translates events on request. One revision is translated once into one language, whoever asks;
 * requests to the server are bounded in rate, and the texts of one asking with one pair of languages share a request.
 */
export function createTranslator(options: TranslatorOptions): Translator {
  const { url, cache, clock, requestsPerSecond = 4, timeoutMs = 60_000 } = options
  const queue = new PQueue({ concurrency: 2, intervalCap: requestsPerSecond, interval: 1000 })
  const wanted = createWanted()
  const kept = createReadThrough<TranslatedText>({
    cache,
    clock,
    name: 'translation',
    version: 1,
    freshSeconds: month,
    staleSeconds: 0,
    negativeSeconds: 60,
    load: (keys) => loadAll(keys.map((key) => wanted.get(key)!)),
  })

  async function loadAll(requests: TranslationRequest[]): Promise<(TranslatedText | Error)[]> {
    const groups = Map.groupBy(requests, ({ event, to }) => `${primary(event.language)} ${primary(to)}`)
    const answers = new Map<TranslationRequest, TranslatedText | Error>()
    await Promise.all(
      [...groups.values()].map(async (group) => {
        const translated = await queue
          .add(() => loadGroup(group))
          .catch((error: Error) => group.map(() => error))
        for (const [i, request] of group.entries()) answers.set(request, translated[i]!)
      }),
    )
    return requests.map((request) => answers.get(request)!)
  }

  async function loadGroup(group: TranslationRequest[]): Promise<TranslatedText[]> {
    const texts = group.flatMap(({ event }) => [event.title, event.summary ?? '', event.body].map(toPieces))
    const pieces = texts.flatMap((text) => text.pieces)
    const { event, to } = group[0]!
    const languages = { from: primary(event.language), to: primary(to) }
    const translated = await libreTranslate(pieces, languages, {
      url: url!,
      apiKey: options.apiKey,
      timeoutMs,
    })
    const left = [...translated]
    const whole = texts.map(({ pieces, join }) => join(left.splice(0, pieces.length)))
    return group.map(({ to, event }, i) => ({
      language: to,
      title: whole[i * 3]!,
      summary: event.summary === null ? null : whole[i * 3 + 1]!,
      body: whole[i * 3 + 2]!,
    }))
  }

  return {
    async translate(requests) {
      if (!url) return requests.map(() => notConfigured)
      const keys = requests.map(({ event, to }) => `${event.id}:${event.revision}:${primary(to)}`)
      for (const [i, key] of keys.entries()) wanted.add(key, requests[i]!)
      const answers = await kept.getMany(keys)
      for (const key of keys) wanted.remove(key)
      return answers.map((answer, i) => toAnswer(answer, requests[i]!))
    },
    async [Symbol.asyncDispose]() {
      queue.clear()
      await queue.onIdle()
      await kept[Symbol.asyncDispose]()
    },
  }
}

/** What a cache key stands for, kept while anyone waits for it. */
function createWanted() {
  const requests = new Map<string, { request: TranslationRequest; waiting: number }>()
  return {
    get: (key: string) => requests.get(key)?.request,
    add(key: string, request: TranslationRequest): void {
      requests.set(key, { request, waiting: (requests.get(key)?.waiting ?? 0) + 1 })
    },
    remove(key: string): void {
      const entry = requests.get(key)
      if (entry && --entry.waiting === 0) requests.delete(key)
    },
  }
}

function toAnswer(
  answer: TranslatedText | Error,
  { to }: TranslationRequest,
): TranslatedText | NoTranslation {
  return answer instanceof Error ? { unavailable: answer.message } : { ...answer, language: to }
}

/** LibreTranslate knows languages by their primary subtag. */
function primary(tag: string): string {
  return tag.split('-')[0]!.toLowerCase()
}
