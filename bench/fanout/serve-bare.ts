import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { mark, markLength, now } from './mark.ts'
import { watchUsage } from './usage.ts'

// What nothing can be cheaper than with these libraries: the same bytes to everybody, made once.
const usage = watchUsage()
const streams = new Set<ServerResponse>()
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  streams.add(response)
  response.once('close', () => streams.delete(response))
})
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  socket.on('message', (text) => {
    if (String(text).includes('connection_init')) socket.send('{"type":"connection_ack"}')
  })
})

/** What falls due while this process was kept waiting is sent all the same, and counts from when it was due. */
function publishDue(sample: string, everyMs: number): NodeJS.Timeout {
  let due = now() + everyMs
  return setInterval(() => {
    for (; due <= now(); due += everyMs) publish(sample, due)
  }, everyMs / 5)
}

function publish(sample: string, due: number): void {
  const at = sample.indexOf('@@1')
  const bytes = Buffer.from(sample.slice(0, at) + mark(due) + sample.slice(at + markLength))
  for (const socket of sockets.clients) socket.send(bytes, { binary: false })
  for (const response of streams) response.write(bytes)
}

let timer: NodeJS.Timeout | undefined
process.on('message', (message: { sample?: string; everyMs?: number; keep?: boolean }) => {
  if (!message.keep) clearInterval(timer)
  if (message.sample) timer = publishDue(message.sample, message.everyMs!)
  process.send!(usage.take())
})
process.on('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () =>
  process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
