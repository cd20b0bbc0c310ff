import { WebSocket } from 'ws'
import { createJournal, type Ending, type LiveRequest, type Reading, type Transport } from './live-reader.ts'

/** A plain client of graphql-transport-ws, one operation a connection. */
export const webSocketTransport: Transport = { name: 'WebSocket', read }

async function read(url: string, { place, ...payload }: LiveRequest): Promise<Reading> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const journal = createJournal()
  const acknowledged = Promise.withResolvers<void>()
  let ending: Ending | null = null
  socket.on('open', () =>
    socket.send(JSON.stringify({ type: 'connection_init', payload: place ? { after: place } : undefined })),
  )
  socket.on('message', (text) => {
    const message = JSON.parse(String(text))
    if (message.type === 'connection_ack') {
      socket.send(JSON.stringify({ id: 'one', type: 'subscribe', payload }))
      acknowledged.resolve()
    } else if (message.type === 'next') journal.add(message.payload)
    else if (message.type === 'error') journal.end({ how: 'refused', errors: message.payload })
    else if (message.type === 'complete') {
      // The close tells where to go on; a server that keeps the connection has nothing to add.
      ending = { how: 'complete' }
      if (payload.query.startsWith('subscription')) return
      journal.end(ending)
    }
  })
  socket.on('close', (code, bytes) => {
    const reason = String(bytes)
    const cursor = /Resume after (\S+)/.exec(reason)?.[1]
    journal.end({ how: 'closed', code, reason, cursor, ...ending })
  })
  socket.on('error', acknowledged.reject)
  await acknowledged.promise
  return {
    ...journal,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    drop: () => socket.terminate(),
  }
}
