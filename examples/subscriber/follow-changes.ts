import { overSse } from './over-sse.ts'
import { overWebSocket } from './over-websocket.ts'
import { type Connect, type Place, PlaceLost, Refused } from './transport.ts'

export { PlaceLost, Refused }

export interface Change<Event = Record<string, unknown>> {
  cursor: string
  seq: number
  kind: 'ADDED' | 'REVISED' | 'WITHDRAWN' | 'GAP'
  at: string
  event: Event | null
}

export interface FollowOptions {
  /** `https://bulletin.example/graphql`; asked for again at each connection when it is a function. */
  url: string | (() => string)
  /** Cursor of the last change that was dealt with; without one, from now on. */
  after?: string | null
  /** As in the schema's `EventFilter`. */
  filter?: object
  kinds?: Change['kind'][]
  /** What to select of each event: `id title source { name }`. */
  fields?: string
  /** API key or token. */
  token?: string
  /** `sse` when absent; a function is asked at each connection. */
  transport?: Transport | (() => Transport)
  signal?: AbortSignal
  /** Told of every connection that ended and why, before the next is tried. */
  onDisconnect?(reason: unknown): void
}

export type Transport = 'sse' | 'websocket'

const connects: Record<Transport, Connect> = { sse: overSse, websocket: overWebSocket }

const maxPauseMs = 15_000

/**
 * Every change once and in order, over any number of connections. A change counts as dealt with when the next one
 * is asked for: store its cursor with your own work, in one transaction if you can, and hand it in as `after` when
 * you start again.
 *
 * Throws `PlaceLost` where the gateway no longer keeps what lies after the cursor (read the events anew, then follow
 * from now), and `Refused` where it will not take the request however often it is sent. Anything else is tried
 * again, later each time.
 */
export async function* followChanges<Event = Record<string, unknown>>(
  options: FollowOptions,
): AsyncGenerator<Change<Event>, void, void> {
  const { signal, transport = 'sse', url } = options
  const place: Place = { cursor: options.after ?? null, retryMs: 1000, failures: 0 }
  const payload = { query: queryOf(options), variables: { filter: options.filter, kinds: options.kinds } }
  while (!signal?.aborted) {
    const connect = connects[typeof transport === 'function' ? transport() : transport]
    try {
      const request = { url: typeof url === 'function' ? url() : url, token: options.token, payload, signal }
      for await (const result of connect(request, place)) {
        const change = changeOf<Event>(result)
        yield change
        place.cursor = change.cursor
      }
      options.onDisconnect?.(new Error('completed'))
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof PlaceLost || error instanceof Refused) throw error
      place.failures += 1
      options.onDisconnect?.(error)
    }
    const longest = Math.max(maxPauseMs, place.retryMs)
    await pause(Math.min(place.retryMs * 2 ** place.failures, longest) * (0.5 + Math.random() / 2), signal)
  }
}

function queryOf({ fields = 'id url title' }: FollowOptions): string {
  return `subscription ($after: String, $filter: EventFilter, $kinds: [ChangeKind!]) {
    eventChanges(after: $after, filter: $filter, kinds: $kinds) { cursor seq kind at event { ${fields} } }
  }`
}

/** A field that failed leaves its event null or partly so; the change itself is still told. */
function changeOf<Event>({ data, errors }: { data?: unknown; errors?: unknown[] }): Change<Event> {
  const change = (data as { eventChanges?: Change<Event> } | null | undefined)?.eventChanges
  if (change) return change
  throw new Error(`The gateway sent no change: ${JSON.stringify(errors)}`)
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
  })
}
