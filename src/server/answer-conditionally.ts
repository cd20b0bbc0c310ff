import { createHash } from 'node:crypto'
import { answer, type Exchange } from './exchange.ts'

/** Answers with validators; 304 to who has the same already. `modified` is an instant. */
export function answerConditionally(
  exchange: Exchange,
  headers: Record<string, string>,
  body: string | Buffer,
  modified: string | null,
): true {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
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
  return answer(exchange, 200, { ...headers, ...validators }, body)
}

/** RFC 9110: an entity tag, where one is sent, decides alone. */
function isKnown({ request }: Exchange, etag: string, modified: string | null): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined)
    return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return modified !== null && Math.floor(Date.parse(modified) / 1000) * 1000 <= since
}
