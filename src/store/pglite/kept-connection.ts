import { type Connection, openConnection } from './connection.ts'
import type { Listeners } from './listeners.ts'
import type { Opening } from './messages.ts'

export interface KeptConnection {
  /** The connection, opened where there is none. Throws what kept it from being opened. */
  get(): Promise<Connection>
  close(): Promise<void>
}

/**
 * One connection, opened again when it is lost: from a folder the database recovers as after a crash, with all that
 * was acknowledged. What was only in memory is gone, so that one stays closed.
 */
export function createKeptConnection(opening: Opening, listeners: Listeners): KeptConnection {
  let current: Promise<Connection> | null = null
  let closed: Error | null = null
  let isFirst = true

  async function open(): Promise<Connection> {
    const connection = await openConnection(opening, { onNotify: listeners.tell, onLost })
    if (!isFirst) await listeners.renew(connection)
    isFirst = false
    return connection
  }

  function get(): Promise<Connection> {
    if (closed) return Promise.reject(closed)
    current ??= open().catch((error) => {
      current = null
      throw error
    })
    return current
  }

  function onLost(error: Error): void {
    current = null
    if (opening.dataDir.startsWith('memory://')) {
      closed ??= new Error(`${error.message} What it held was in memory only and is lost.`, { cause: error })
      return
    }
    // Listeners ask for nothing by themselves; whoever asks next is told why where this fails.
    if (!closed) get().catch(() => {})
  }

  return {
    get,
    close: async () => {
      closed ??= new Error('The embedded database is closed.')
      const connection = await current?.catch(() => null)
      await connection?.close()
    },
  }
}
