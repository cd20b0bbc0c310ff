import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server on loopback that can be made slow, silent or cut. */
export interface Proxy extends AsyncDisposable {
  port: number
  /** Milliseconds each piece is held back in either direction; `null` lets nothing through. */
  delayMs: number | null
  /** Ends every connection, as a network that breaks. */
  cut(): void
}

export async function startProxy(target: number): Promise<Proxy> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      const pass = async (chunk: Buffer) => {
        from.pause()
        await held()
        if (!to.destroyed) to.write(chunk)
        from.resume()
      }
      from.on('data', (chunk: Buffer) => void pass(chunk))
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const proxy: Proxy = {
    port: address.port,
    delayMs: 0,
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    async [Symbol.asyncDispose]() {
      proxy.delayMs = 0
      proxy.cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  /** Looks again and again, so that a change of mind holds for what waits already. */
  async function held(): Promise<void> {
    const since = performance.now()
    while (proxy.delayMs === null || performance.now() - since < proxy.delayMs)
      await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return proxy
}
