import { createHash } from 'node:crypto'
import { answer, type Exchange } from './exchange.ts'

export interface Conditional {
  headers: Record<string, string>
  /** What the body is a function of; the body itself where that is not known without it. */
  version: string | Buffer
  /** When it last changed, an instant; null where that is not known. */
  modified: string | null
  /** Asked for only where the client has not got it. */
  body(): string | Buffer | Promise<string | Buffer>
}

/** Answers with validators; 304 to who has the same already. */
export async function answerConditionally(
  exchange: Exchange,
  { headers, version, modified, body }: Conditional,
): Promise<true> {
  const etag = `"${createHash('sha256').update(version).digest('base64url').slice(0, 27)}"`
  const validators = {
    etag,
    ...(modified && { 'last-modified': new Date(modified).toUTCString() }),
    // To be asked again each time: what was true a minute ago may be withdrawn now.
    'cache-control': 'no-cache',
  }
  if (isKnown(exchange, etag, modified)) {
    exchange.response.writeHead(304, validators).end()
    return true
  }
  return answer(exchange, 200, { ...headers, ...validators }, await body())
}

/** RFC 9110: an entity tag, where one is sent, decides alone. */
function isKnown({ request }: Exchange, etag: string, modified: string | null): boolean {
  const matched = matchesTag(request.headers['if-none-match'], etag)
  if (matched !== null) return matched
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return modified !== null && Math.floor(Date.parse(modified) / 1000) * 1000 <= since
}

/** Whether `If-None-Match` names the tag, compared weakly; null where it was not sent. */
export function matchesTag(header: string | undefined, etag: string): boolean | null {
  if (header === undefined) return null
  return header
    .split(',')
    .some((tag) => ['*', etag.replace(/^W\//, '')].includes(tag.trim().replace(/^W\//, '')))
}
