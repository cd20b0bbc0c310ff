import { errors } from 'undici'
import { RequestRefused, SourceChanged, SourceUnreachable } from '../model/errors.ts'
import { unicodeHost } from './host-name.ts'

interface Explained {
  reason: string
  text: string
}

const byCode: Record<string, Explained> = {
  ENOTFOUND: { reason: 'dns', text: 'name could not be resolved (ENOTFOUND). Is there a network?' },
  EAI_AGAIN: { reason: 'dns', text: 'the name server did not answer (EAI_AGAIN). Is there a network?' },
  ECONNREFUSED: {
    reason: 'connect',
    text: 'connection refused (ECONNREFUSED). The site is down, or closed to us.',
  },
  EHOSTUNREACH: { reason: 'connect', text: 'no route to the host (EHOSTUNREACH). Is there a network?' },
  ENETUNREACH: { reason: 'connect', text: 'no route to its network (ENETUNREACH). Is there a network?' },
  ETIMEDOUT: { reason: 'connect', text: 'no answer to the connection attempt (ETIMEDOUT).' },
  UND_ERR_CONNECT_TIMEOUT: { reason: 'connect', text: 'no answer to the connection attempt in time.' },
  UND_ERR_HEADERS_TIMEOUT: { reason: 'timeout', text: 'connected, but sent no answer in time.' },
  UND_ERR_BODY_TIMEOUT: { reason: 'timeout', text: 'fell silent in the middle of its answer.' },
  UND_ERR_DESTROYED: { reason: 'aborted', text: 'the request was given up: this program is closing.' },
  UND_ERR_CLOSED: { reason: 'aborted', text: 'the request was given up: this program is closing.' },
  ECONNRESET: { reason: 'reset', text: 'broke the connection off (ECONNRESET).' },
  EPIPE: { reason: 'reset', text: 'broke the connection off (EPIPE).' },
  UND_ERR_SOCKET: { reason: 'reset', text: 'broke the connection off before the answer was complete.' },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { reason: 'reset', text: 'sent less than it announced.' },
  UND_ERR_HEADERS_OVERFLOW: { reason: 'protocol', text: 'its headers are too large to be an honest answer.' },
}

/** Any failure below us as one of the errors the fetcher promises, with words a person understands. */
export function explainFailure(error: unknown, host: string): Error {
  const known = chain(error).find(
    (link) =>
      link instanceof RequestRefused || link instanceof SourceChanged || link instanceof SourceUnreachable,
  )
  if (known) return known as Error
  const { reason, text } = explain(error)
  return new SourceUnreachable(`${unicodeHost(host)}: ${text}`, { reason, cause: error })
}

function explain(error: unknown): Explained {
  const links = chain(error)
  for (const link of links) {
    // undici's parser errors have a code only sometimes.
    if (link instanceof errors.HTTPParserError)
      return { reason: 'protocol', text: `its answer is not valid HTTP (${link.message}).` }
    const code = codeOf(link)
    if (!code) continue
    if (Object.hasOwn(byCode, code)) return byCode[code]!
    if (isTls(code)) return { reason: 'tls', text: explainTls(code, link) }
    if (code.startsWith('UND_ERR_PRX'))
      return { reason: 'connect', text: `the proxy did not let us through (${messageOf(link)}).` }
  }
  return { reason: 'unknown', text: `could not be fetched (${messageOf(links[0])}).` }
}

function explainTls(code: string, error: unknown): string {
  if (/UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY|SELF_SIGNED/.test(code))
    return `its certificate comes from an authority that is not trusted here (${code}). Name the authority's certificate in a CA file for this host.`
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired (CERT_HAS_EXPIRED).'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'its certificate is for another host (ERR_TLS_CERT_ALTNAME_INVALID).'
  return `no secure connection could be made (${code}: ${messageOf(error)}).`
}

const tlsCode =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO$|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH|ERROR_IN_CERT|CRL_)/
function isTls(code: string): boolean {
  return tlsCode.test(code)
}

/** The error, its causes, and the attempts an AggregateError gathers (one an address). */
function chain(error: unknown): unknown[] {
  const links: unknown[] = []
  const waiting: unknown[] = [error]
  while (waiting.length && links.length < 20) {
    const link = waiting.shift()
    if (!(link instanceof Error) || links.includes(link)) continue
    links.push(link)
    if (link instanceof AggregateError) waiting.push(...link.errors)
    waiting.push(link.cause)
  }
  return links
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error)
}
