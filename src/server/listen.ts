import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface Listening {
  /** `http://127.0.0.1:4000` */
  url: string
  /** For what is not a request and an answer: upgrades to WebSocket. */
  server: Server
  /** Takes no new connection, lets running requests finish, then closes all within the time given. */
  close(drainMs: number): Promise<void>
}

/** How long a stopping server waits for the first request of a connection. */
const newMs = 1_000

/** Throws with what to do when the address is taken or not ours. */
export async function listen(
  onRequest: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 })
  const sockets = new Set<Socket>()
  const running = new Set<ServerResponse>()
  let closing = false
  let accepted = 0
  server.on('connection', (socket) => {
    accepted++
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', (request, response) => {
    running.add(response)
    response.once('close', () => {
      running.delete(response)
      if (closing) request.socket.end()
    })
    if (closing) response.setHeader('connection', 'close')
    onRequest(request, response)
  })
  // A client that speaks something else gets a plain 400, not a silent reset.
  server.on('clientError', (_, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)))
    server.listen(port, host, resolve)
  })
  return {
    url: addressOf(server.address() as AddressInfo),
    server,
    close: async (drainMs) => {
      if (closing) return
      closing = true
      // Connections the system has taken for us are ours: let the loop come round to them, however few it
      // takes a turn, until some turns bring none.
      for (let quiet = 0, turn = 0; quiet < 10 && turn < 2_000; turn++) {
        const before = accepted
        await new Promise((resolve) => setImmediate(resolve))
        quiet = accepted === before ? quiet + 1 : 0
      }
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const response of running) if (!response.headersSent) response.setHeader('connection', 'close')
      const busy = new Set([...running].map((response) => response.socket))
      // Who has just connected is about to ask; who has been answered and is silent has nothing to lose.
      const isNew = (socket: Socket) => socket.bytesRead === 0 || socket.bytesWritten === 0
      for (const socket of sockets) if (!busy.has(socket) && !isNew(socket)) socket.destroy()
      setTimeout(
        () => {
          const asking = new Set([...running].map((response) => response.socket))
          for (const socket of sockets) if (!asking.has(socket)) socket.destroy()
        },
        Math.min(newMs, drainMs),
      ).unref()
      const timer = setTimeout(() => server.closeAllConnections(), drainMs)
      await closed
      clearTimeout(timer)
    },
  }
}

function addressOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `Port ${port} of ${host} is taken. Choose another one (PORT; --port of the demo), or stop what uses it.`,
    )
  if (error.code === 'EADDRNOTAVAIL')
    return new Error(`${host} is no address of this machine. Set HOST to one.`)
  if (error.code === 'EACCES') return new Error(`Port ${port} is not open to this user. Set PORT above 1023.`)
  return error
}
