import type { Connection } from './connection.ts'

type OnNotify = (payload: string) => void

export interface Listeners {
  tell(channel: string, payload: string): void
  add(
    channel: string,
    onNotify: OnNotify,
    run: (sql: string) => Promise<unknown>,
  ): Promise<() => Promise<void>>
  /** Listens on a new connection, and calls everyone back: what was sent before it is lost. */
  renew(connection: Connection): Promise<void>
}

export function createListeners(): Listeners {
  const channels = new Map<string, Set<OnNotify>>()
  const tell = (channel: string, payload: string) => {
    for (const onNotify of channels.get(channel) ?? []) onNotify(payload)
  }
  return {
    tell,
    add: async (channel, onNotify, run) => {
      const all = channels.get(channel) ?? new Set()
      channels.set(channel, all.add(onNotify))
      await run(`LISTEN ${quoted(channel)}`)
      return async () => {
        all.delete(onNotify)
        if (all.size || channels.get(channel) !== all) return
        channels.delete(channel)
        // Where the database is closed nothing is listened to.
        await run(`UNLISTEN ${quoted(channel)}`).catch(() => {})
      }
    },
    renew: async (connection) => {
      for (const channel of channels.keys()) await connection.run(`LISTEN ${quoted(channel)}`)
      for (const channel of channels.keys()) tell(channel, '')
    },
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
