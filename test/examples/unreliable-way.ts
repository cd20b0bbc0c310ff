import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a gateway that breaks: connections end wherever they are, in the middle of a line too. */
export interface UnreliableWay extends AsyncDisposable {
  url: string
  /** Where it leads from now on; null for nowhere. */
  lead(to: string | null): void
  /** Bytes a connection may carry towards the client from now on, before it is cut. */
  limit(bytes: number): void
  /** Connections cut so far. */
  readonly cuts: number
}

export async function openUnreliableWay(): Promise<UnreliableWay> {
  const open = new Set<Socket>()
  let target: URL | null = null
  let limit = Number.POSITIVE_INFINITY
  let cuts = 0
  const server = createServer((client) => {
    if (!target) return client.destroy()
    const gateway = connect(Number(target.port), target.hostname)
    let carried = 0
    for (const socket of [client, gateway]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.once('close', () => {
        open.delete(socket)
        client.destroy()
        gateway.destroy()
      })
    }
    client.pipe(gateway)
    gateway.on('data', (bytes) => {
      const rest = limit - carried
      carried += bytes.length
      if (bytes.length <= rest) return client.write(bytes)
      cuts += 1
      return client.end(bytes.subarray(0, Math.max(0, rest)), () => gateway.destroy())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead(to) {
      target = to === null ? null : new URL(to)
      for (const socket of open) socket.destroy()
    },
    limit(bytes) {
      limit = bytes
    },
    get cuts() {
      return cuts
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
