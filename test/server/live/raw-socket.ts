import { type ClientOptions, WebSocket } from 'ws'

/** A connection that says what a test wants said, well or badly. */
export interface RawSocket extends Disposable {
  socket: WebSocket
  send(message: object | string | Buffer): void
  /** The next message, parsed; rejects when the connection closes first. */
  // biome-ignore lint/suspicious/noExplicitAny: as sent
  next(): Promise<any>
  closed: Promise<{ code: number; reason: string }>
}

export async function openRaw(
  url: string,
  protocol: string | string[] = 'graphql-transport-ws',
  options: ClientOptions = {},
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, options)
  const messages: unknown[] = []
  const waiting: { resolve(message: unknown): void; reject(error: Error): void }[] = []
  const closed = Promise.withResolvers<{ code: number; reason: string }>()
  socket.on('message', (text) => {
    const message: unknown = JSON.parse(String(text))
    const waiter = waiting.shift()
    if (waiter) waiter.resolve(message)
    else messages.push(message)
  })
  socket.on('close', (code, bytes) => {
    const reason = String(bytes)
    closed.resolve({ code, reason })
    for (const { reject } of waiting) reject(new Error(`closed with ${code} ${reason}`))
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => {})
  return {
    socket,
    closed: closed.promise,
    send: (message) =>
      socket.send(
        typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message),
      ),
    next: () =>
      new Promise((resolve, reject) => {
        if (messages.length > 0) resolve(messages.shift())
        else if (socket.readyState === socket.CLOSED) reject(new Error('closed'))
        else waiting.push({ resolve, reject })
      }),
    [Symbol.dispose]: () => socket.terminate(),
  }
}

/** A connection past its greeting. */
export async function openAcknowledged(url: string, payload?: object): Promise<RawSocket> {
  const raw = await openRaw(url)
  raw.send({ type: 'connection_init', payload })
  const { type } = await raw.next()
  if (type !== 'connection_ack') throw new Error(`answered with ${type}`)
  return raw
}
