import type { SourceRequest } from '../../connector/types.ts'
import {
  AnswerTooLarge,
  CursorExpired,
  RequestRefused,
  SourceChanged,
  SourceUnreachable,
} from '../../model/errors.ts'
import { documents, readMissing } from './document.ts'
import type { Peer } from './peer.ts'
import type { PeerPorts } from './ports.ts'
import { isRecord, type Told } from './untrusted.ts'

/** Statuses with which a GraphQL server still says why. */
const spoken = [400, 404, 406, 410, 422]
/** A gateway's ways of saying: not now. */
const busy = new Set(['TOO_SLOW', 'UNAVAILABLE', 'RATE_LIMITED', 'QUERY_TIMEOUT', 'INTERNAL_SERVER_ERROR'])

export interface AskPeer {
  /** One answer's `data`. Throws what the fetcher throws, `CursorExpired`, and `SourceChanged` for what is no answer. */
  query(document: 'changes' | 'events', variables: Told): Promise<Told>
  /** The change log from a cursor on, as bytes of an event stream. */
  follow(after: string, idleMs: number, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>
}

/** Learns on the way which fields the peer does not have, and asks without them; counts into `count`. */
export function createAskPeer(
  peer: Peer,
  { fetcher, signal }: Pick<PeerPorts, 'fetcher' | 'signal'>,
  count: { requests: number; bytes: number },
): AskPeer {
  const missing = new Set<string>()
  const allowedHosts = peer.facts.hosts

  const request = (query: string, variables: Told, accept: string): SourceRequest => ({
    url: peer.url,
    method: 'POST',
    headers: {
      accept,
      'content-type': 'application/json',
      ...(peer.key && { authorization: `Bearer ${peer.key}` }),
    },
    body: JSON.stringify({ query, variables }),
    expect: 'json',
    allowStatus: spoken,
  })

  async function once(document: 'changes' | 'events', variables: Told): Promise<Told> {
    const text = documents[document](missing)
    count.requests++
    const asked = request(text, variables, 'application/json')
    const answer = await fetcher.fetch(asked, { allowedHosts, signal }).catch(explain)
    count.bytes += answer.bytes.length
    return readAnswer(answer.text, answer.status, peer.facts.authority)
  }

  return {
    async query(document, variables) {
      // Each round learns something, or ends.
      for (;;) {
        try {
          return await once(document, variables)
        } catch (error) {
          if (!(error instanceof Unanswerable)) throw error
          const news = readMissing(error.messages).filter((field) => !missing.has(field))
          if (news.length === 0) throw error
          for (const field of news) missing.add(field)
        }
      }
    },
    follow: (after, idleMs, until) => {
      const asked = request(documents.follow(missing), { after }, 'text/event-stream')
      return fetcher.stream(asked, { allowedHosts, idleMs, signal: until }).catch(explain)
    },
  }
}

/** The question does not fit the peer's schema. */
class Unanswerable extends SourceChanged {
  readonly messages: string[]
  constructor(message: string, messages: string[]) {
    super(message)
    this.messages = messages
  }
}

function explain(error: unknown): never {
  if (error instanceof RequestRefused)
    throw new RequestRefused(`${error.message} A gateway on a private network is named in BULLETIN_HOST_MAP.`)
  throw error
}

/** Throws for every answer that holds no data. */
export function readAnswer(text: string, status: number, who: string): Told {
  const answer = parse(text)
  if (!isRecord(answer)) throw new SourceChanged(`${who} answered ${status} without a GraphQL answer.`)
  const errors = Array.isArray(answer.errors) ? answer.errors.filter(isRecord) : []
  if (errors.length > 0) throwFirst(errors, who)
  if (!isRecord(answer.data)) throw new SourceChanged(`${who} answered ${status} without data.`)
  return answer.data
}

function throwFirst(errors: Told[], who: string): never {
  const messages = errors.map(({ message }) => String(message).slice(0, 500))
  const codes = errors.map(({ extensions }) => (isRecord(extensions) ? String(extensions.code) : ''))
  const said = `${who} answers: ${messages[0]}`
  if (codes.some((code) => code === 'CURSOR_EXPIRED' || code === 'CURSOR_INVALID'))
    throw new CursorExpired(said)
  if (codes.some((code) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN'))
    throw new SourceUnreachable(said, { reason: 'denied' })
  if (codes.includes('QUERY_TOO_COMPLEX')) throw new AnswerTooLarge(said)
  if (codes.some((code) => busy.has(code))) throw new SourceUnreachable(said, { reason: 'status' })
  throw new Unanswerable(said, messages)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
