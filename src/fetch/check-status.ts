import { STATUS_CODES } from 'node:http'
import { SourceChanged, SourceUnreachable } from '../model/errors.ts'
import type { Answer } from './exchange.ts'
import { unicodeHost } from './host-name.ts'
import { parseRetryAfter } from './retry-after.ts'

/**
 * Passes 2xx, 304 when it was asked for, and what the kind wants to see; throws for the rest:
 * `SourceUnreachable` `status` for what passes by itself, `denied` where we are not let in, `SourceChanged`
 * for an address that is gone or no longer understood.
 */
export function checkStatus(
  { status, url, headers }: Answer,
  { allowStatus = [], conditional, now }: { allowStatus?: number[]; conditional: boolean; now: Date },
): void {
  if ((status >= 200 && status < 300) || allowStatus.includes(status)) return
  if (status === 304 && conditional) return
  const answered = `${unicodeHost(url.hostname)}: answered ${`${status} ${STATUS_CODES[status] ?? ''}`.trim()} for ${url.pathname}`
  const retryAfterSeconds = parseRetryAfter(headers['retry-after'], now)
  if (status >= 500 || status === 429 || status === 408 || status === 425) {
    const again = retryAfterSeconds === null ? '' : `; it asks us to come back in ${retryAfterSeconds} s`
    throw new SourceUnreachable(`${answered}${again}.`, { reason: 'status', retryAfterSeconds })
  }
  if ([401, 402, 403, 407, 451].includes(status))
    throw new SourceUnreachable(`${answered}. It does not let this program in.`, {
      reason: 'denied',
      retryAfterSeconds,
    })
  if (status === 404 || status === 410)
    throw new SourceChanged(`${answered}. The page has moved or was removed.`)
  throw new SourceChanged(`${answered}. The address no longer works as declared.`)
}
