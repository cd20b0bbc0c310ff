import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createPostgresDb } from '../../src/store/postgres-db.ts'

function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}

const ready = message('Z', Buffer.from('I'))
const welcome = Buffer.concat([message('R', Buffer.alloc(4)), ready])
const done = Buffer.concat([message('C', Buffer.from('SELECT 0\0')), ready])
const ended = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'))

/** Answers the first question of each connection and ends the connection in the same breath. */
async function startEndingServer() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(welcome)
      socket.once('data', () => socket.end(Buffer.concat([done, ended])))
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `postgres://any@127.0.0.1:${(server.address() as AddressInfo).port}/any`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a connection that the server ends between two who ask fails the second, not the process', async () => {
  await using server = await startEndingServer()
  const db = createPostgresDb(server.url, 'bulletin', 1)
  const [first, second] = await Promise.allSettled([db.query('SELECT'), db.exec('SELECT')])
  expect(first.status).toBe('fulfilled')
  expect(second.status).toBe('rejected')
  await db[Symbol.asyncDispose]()
})
