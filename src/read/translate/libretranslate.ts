import { SourceUnreachable } from '../../model/errors.ts'
import { traceHeaders } from '../../trace/span.ts'

export interface LibreTranslateOptions {
  /** Base address, or that of `/translate` itself. */
  url: string
  apiKey?: string
  timeoutMs: number
}

/**
 * One request to a server that speaks LibreTranslate's API: `POST /translate` with a list under `q`.
 * Same length and order as `texts`. Throws `SourceUnreachable` with what the server said.
 */
export async function libreTranslate(
  texts: string[],
  { from, to }: { from: string; to: string },
  { url, apiKey, timeoutMs }: LibreTranslateOptions,
): Promise<string[]> {
  const address = new URL(`${url.replace(/\/+$/, '').replace(/\/translate$/, '')}/translate`)
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...traceHeaders() },
    body: JSON.stringify({
      q: texts,
      source: from,
      target: to,
      format: 'text',
      ...(apiKey ? { api_key: apiKey } : {}),
    }),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
  }).catch((cause) => {
    throw failure(`${address.host} did not answer: ${reasonOf(cause)}`, 'connect', cause)
  })
  const answer = (await response.json().catch(() => null)) as {
    translatedText?: unknown
    error?: unknown
  } | null
  if (!response.ok)
    throw failure(
      `${address.host} answered ${response.status}: ${String(answer?.error ?? 'no reason given').slice(0, 200)}`,
      'status',
    )
  const translated = Array.isArray(answer?.translatedText) ? answer.translatedText : [answer?.translatedText]
  if (translated.length !== texts.length || !translated.every((text) => typeof text === 'string'))
    throw failure(`${address.host} answered something that is no translation`, 'shape')
  return translated
}

function failure(message: string, reason: string, cause?: unknown): SourceUnreachable {
  return new SourceUnreachable(`The translation server ${message}.`, { reason, cause })
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } }
  return name === 'TimeoutError' ? 'it took too long' : (cause?.code ?? message)
}
