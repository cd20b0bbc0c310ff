import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { readMarks } from './mark.ts'

export interface SubscribeOptions {
  url: string
  transport: 'websocket' | 'sse'
  count: number
  query: string
  /** Each subscriber takes the next ones. */
  variables: object[]
}

export interface Heard {
  messages: number
  /** Ages in milliseconds, sorted in classes of a tenth: how many of each. */
  ages: [number, number][]
  /** The bytes of one message, as they came. */
  sample: string
}

// Many subscribers that do as little as they can: the server is measured, not they.
const { url, transport, count, query, variables } = JSON.parse(process.argv[2]!) as SubscribeOptions
let messages = 0
let sample = ''
const ages = new Map<number, number>()
const tell = (age: number) => {
  messages += 1
  const tenth = Math.round(age * 10)
  ages.set(tenth, (ages.get(tenth) ?? 0) + 1)
}
const requestOf = (index: number) => ({ query, variables: variables[index % variables.length] })

function overWebSocket(index: number): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  })
  socket.on('open', () => socket.send('{"type":"connection_init"}'))
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code, reason) => reject(new Error(`closed with ${code} ${reason}`)))
    socket.on('message', (bytes: Buffer) => {
      if (bytes.length < 150 && bytes.includes('connection_ack')) {
        socket.send(JSON.stringify({ id: `s${index}`, type: 'subscribe', payload: requestOf(index) }))
        resolve()
      } else {
        sample ||= String(bytes)
        readMarks(bytes, tell)
      }
    })
  })
}

function overSse(index: number): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const body = JSON.stringify(requestOf(index))
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the stream ended')))
    socket.on('data', (bytes) => {
      if (bytes.indexOf('HTTP/1.1 ') === 0) {
        if (bytes.indexOf(' 200 ') === 8) resolve()
        else reject(new Error(String(bytes)))
      } else if (!sample && bytes.includes('@@1')) sample = /id: [\s\S]*?\n\n/.exec(String(bytes))?.[0] ?? ''
      readMarks(bytes, tell)
    })
  })
}

const open = transport === 'sse' ? overSse : overWebSocket
const fail = (error: Error) => {
  console.error(error)
  process.exit(1)
}
for (let index = 0; index < count; index += 50)
  await Promise.all(
    Array.from({ length: Math.min(50, count - index) }, (_, i) => {
      const opened = open(index + i)
      opened.catch(fail)
      return opened
    }),
  )

process.on('message', () => {
  process.send!({ messages, ages: [...ages], sample } satisfies Heard)
  messages = 0
  ages.clear()
})
process.on('disconnect', () => process.exit())
process.send!({})
