/**
 * @typedef {object} FollowOptions
 * @property {string} url `http://127.0.0.1:4000/graphql`
 * @property {(change: any) => void} onChange Told every change once and in order.
 * @property {string} [after] Cursor of the last change that was dealt with; without one, from now on.
 * @property {object} [filter] As in the schema's `EventFilter`.
 * @property {string} [fields] What to select of each event: `id title source { name }`.
 * @property {string} [key] An EventSource cannot set headers: the key goes into the address, where logs may keep it.
 *   Give a page a key that may read and nothing else.
 * @property {(state: 'open' | 'waiting') => void} [onState]
 * @property {(reason: Error) => void} [onRefused] The gateway will not take the request however often it is sent.
 */

/**
 * Follows a Bulletin with the browser's own EventSource. Cut off, the browser comes back by itself and says with
 * `Last-Event-ID` where it was; where it gives up, on any answer but 200, this begins anew at the same place.
 *
 * @param {FollowOptions} options
 * @returns {{ close(): void }}
 */
export function followChanges({ url, onChange, onState, onRefused, fields = 'id url title', ...options }) {
  const query = `subscription ($after: String, $filter: EventFilter) {
    eventChanges(after: $after, filter: $filter) { cursor seq kind at event { ${fields} } } }`
  const { filter, key } = options
  let { after } = options
  let source
  let timer
  let failures = 0

  function address() {
    const search = new URLSearchParams({ query, variables: JSON.stringify({ after, filter }) })
    if (key) search.set('api_key', key)
    return `${url}?${search}`
  }

  function connect() {
    source = new EventSource(address())
    source.addEventListener('open', () => {
      failures = 0
      onState?.('open')
    })
    source.addEventListener('next', ({ data }) => {
      const change = JSON.parse(data).data?.eventChanges
      if (!change) return
      onChange(change)
      after = change.cursor
    })
    source.addEventListener('error', () => {
      onState?.('waiting')
      if (source.readyState === EventSource.CLOSED) void comeBack()
    })
  }

  /** The browser does not tell why it gave up; the gateway does, to one who can read its answer. */
  async function comeBack() {
    const mine = source
    const refusal = await readRefusal()
    if (source !== mine) return
    if (refusal) return onRefused?.(refusal)
    failures += 1
    timer = setTimeout(connect, Math.min(1000 * 2 ** failures, 15_000) * (0.5 + Math.random() / 2))
  }

  async function readRefusal() {
    const leaving = new AbortController()
    try {
      const headers = { accept: 'text/event-stream' }
      const response = await fetch(address(), { headers, signal: leaving.signal })
      if (response.ok || response.status >= 500 || response.status === 429) return null
      const { errors } = await response.json()
      return new Error(errors.map(({ message }) => message).join('; '))
    } catch {
      return null
    } finally {
      leaving.abort()
    }
  }

  connect()
  return {
    close() {
      clearTimeout(timer)
      source.close()
      source = null
    },
  }
}
