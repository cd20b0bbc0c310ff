import type { SourceRequest } from '../connector/types.ts'
import { acceptedEncodings } from './unpack.ts'

const accept = {
  feed: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  html: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5',
  json: 'application/json, */*;q=0.5',
  any: '*/*',
}

/** Not a connector's to set: who we are, how the message is framed, what the connection does. */
const ours =
  /^(?:host|user-agent|accept-encoding|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|if-none-match|if-modified-since)$/

/** Lower-case names. */
export function outgoingHeaders(
  request: SourceRequest,
  { userAgent, validators }: { userAgent: string; validators?: { etag?: string; lastModified?: string } },
): Record<string, string> {
  const headers: Record<string, string> = { accept: accept[request.expect] }
  for (const [name, value] of Object.entries(request.headers ?? {}))
    if (!ours.test(name.toLowerCase())) headers[name.toLowerCase()] = value
  headers['user-agent'] = userAgent
  headers['accept-encoding'] = acceptedEncodings
  if (request.body !== undefined) headers['content-type'] ??= 'application/json'
  if (validators?.etag) headers['if-none-match'] = validators.etag
  if (validators?.lastModified) headers['if-modified-since'] = validators.lastModified
  return headers
}
