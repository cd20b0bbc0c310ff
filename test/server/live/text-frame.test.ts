import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { textFrame } from '../../../src/server/live/text-frame.ts'

test.each([0, 1, 118, 119, 120, 65_000, 65_528, 65_529, 65_530, 200_000])(
  'a message with a payload of %i bytes arrives as a client reads it',
  async (length) => {
    const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(sockets, 'listening')
    const { port } = sockets.address() as { port: number }
    const payload = Buffer.alloc(length, 'x')
    sockets.on('connection', (_, { socket }) => {
      // Between two of the library's own, to see that nothing shifts.
      const [head, tail] = [Buffer.from('{"p":'), Buffer.from('}')]
      socket.write(textFrame(head, payload, tail))
      socket.write(textFrame(Buffer.from('ё'), Buffer.alloc(0), Buffer.from('!')))
    })
    const client = new WebSocket(`ws://127.0.0.1:${port}`)
    const messages: [string, boolean][] = []
    client.on('message', (bytes, isBinary) => messages.push([String(bytes), isBinary]))
    while (messages.length < 2) await once(client, 'message')
    expect(messages).toEqual([
      [`{"p":${payload}}`, false],
      ['ё!', false],
    ])
    client.terminate()
    sockets.close()
  },
)
