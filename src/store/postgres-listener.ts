import pg from 'pg'

type Listener = (payload: string) => void

/**
 * LISTEN on a connection of its own, opened at the first listener and again whenever it breaks. What was sent
 * while it was down is lost, so every listener is called (with an empty payload) once it is back.
 */
export function createListener(config: pg.ClientConfig) {
  const channels = new Map<string, Set<Listener>>()
  let connection: Promise<pg.Client> | null = null
  let retry: NodeJS.Timeout | null = null
  let disposed = false

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...config, keepAlive: true })
    client.on('error', () => {})
    client.on('end', reconnectLater)
    client.on('notification', ({ channel, payload }) => {
      for (const listener of channels.get(channel) ?? []) listener(payload ?? '')
    })
    await client.connect()
    for (const channel of channels.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    return client
  }

  function reconnectLater(): void {
    connection = null
    if (disposed || retry || !channels.size) return
    retry = setTimeout(reconnect, 1000)
    retry.unref()
  }

  async function reconnect(): Promise<void> {
    retry = null
    connection = connect()
    try {
      await connection
      for (const listeners of channels.values()) for (const listener of listeners) listener('')
    } catch {
      reconnectLater()
    }
  }

  async function listen(channel: string, listener: Listener): Promise<() => Promise<void>> {
    const listeners = channels.get(channel) ?? new Set()
    channels.set(channel, listeners.add(listener))
    connection ??= connect()
    try {
      const client = await connection
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    } catch {
      reconnectLater()
    }
    return async () => {
      listeners.delete(listener)
      if (listeners.size || channels.get(channel) !== listeners) return
      channels.delete(channel)
      const client = await connection?.catch(() => null)
      await client?.query(`UNLISTEN ${client.escapeIdentifier(channel)}`).catch(() => {})
    }
  }

  async function dispose(): Promise<void> {
    disposed = true
    if (retry) clearTimeout(retry)
    channels.clear()
    const client = await connection?.catch(() => null)
    await client?.end()
  }

  return { listen, [Symbol.asyncDispose]: dispose }
}
