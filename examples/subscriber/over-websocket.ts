import { type Connect, Refused, type Result, toError } from './transport.ts'

interface Message {
  type: string
  // biome-ignore lint/suspicious/noExplicitAny: differs by type of message
  payload?: any
}

/** graphql-transport-ws over the WebSocket that browsers and Node.js have. */
export const overWebSocket: Connect = async function* ({ url, token, payload, signal }, place) {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws')
  const send = (message: object) => socket.send(JSON.stringify(message))
  const inbox: Message[] = []
  let ended: Error | null = null
  let wake = () => {}
  socket.addEventListener('open', () =>
    send({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} }),
  )
  socket.addEventListener('message', ({ data }) => {
    inbox.push(JSON.parse(String(data)))
    wake()
  })
  const end = (error: Error) => {
    ended ??= error
    wake()
  }
  socket.addEventListener('close', ({ code, reason }) =>
    end(refusals.has(code) ? new Refused(reason) : new Error(`closed with ${code} ${reason}`)),
  )
  socket.addEventListener('error', () => end(new Error('The connection broke off')))
  const leave = () => socket.close()
  signal?.addEventListener('abort', leave, { once: true })

  try {
    for (;;) {
      const message = inbox.shift()
      if (!message) {
        if (ended) throw ended
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      } else if (message.type === 'connection_ack') {
        place.failures = 0
        // Cut off before the first change, one goes on from here.
        place.cursor ??= message.payload?.cursor ?? null
        const variables = { ...payload.variables, after: place.cursor }
        send({ id: 'changes', type: 'subscribe', payload: { ...payload, variables } })
      } else if (message.type === 'ping') send({ type: 'pong' })
      else if (message.type === 'next') yield message.payload as Result
      else if (message.type === 'error') throw toError(message.payload)
      else if (message.type === 'complete') return
    }
  } finally {
    signal?.removeEventListener('abort', leave)
    socket.close()
  }
}

/** Bad request, forbidden, unknown protocol: coming back would change nothing. */
const refusals = new Set([4400, 4401, 4403, 4406])
