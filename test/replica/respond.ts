import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { SiteAnswer, SiteRequest } from './types.ts'

/** Sends an answer as a web server would: validators, 304, gzip where asked for, no body for HEAD. */
export function respond(
  response: ServerResponse,
  method: string,
  request: SiteRequest,
  answer: SiteAnswer,
): void {
  const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : Buffer.from(answer.body)
  const headers: Record<string, string> = { server: 'nginx', ...answer.headers }
  if (answer.status === 200) headers.etag = `"${createHash('sha1').update(bytes).digest('hex').slice(0, 20)}"`
  if (answer.status === 200 && unchanged(request, headers)) {
    response.writeHead(304, keep(headers, ['etag', 'last-modified', 'server']))
    response.end()
    return
  }
  const zip = bytes.length > 1024 && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  const body = zip ? gzipSync(bytes) : bytes
  if (zip) Object.assign(headers, { 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
  response.writeHead(answer.status, { ...headers, 'content-length': String(body.length) })
  response.end(method === 'HEAD' ? undefined : body)
}

function unchanged(request: SiteRequest, headers: Record<string, string>): boolean {
  const match = request.headers['if-none-match']
  if (match) return match.replace(/^W\//, '') === headers.etag
  const since = request.headers['if-modified-since']
  const last = headers['last-modified']
  return Boolean(since && last && Date.parse(last) <= Date.parse(since))
}

function keep(headers: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)))
}
