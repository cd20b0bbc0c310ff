import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf, start } from '../e2e/process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-sigterm-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const body = JSON.stringify({ query: '{ sources { id name health { status } } countries { code } }' })

/** Sends one request on a connection of its own, and resolves once it is on its way. */
async function send(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk) => {
    text += chunk
  })
  const closed = new Promise<string>((resolve) => {
    socket.once('error', () => {})
    socket.once('close', () => resolve(text))
  })
  await once(socket, 'connect')
  const head = `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n`
  await new Promise((resolve) =>
    socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, resolve),
  )
  return { answered: closed }
}

test('stopped under load, every request that was sent is answered whole, within ten seconds', {
  timeout: 120_000,
}, async () => {
  await using running = start(['serve', '--role', 'gateway'], { PORT: '0', DATA_DIR: folder })
  const url = await addressOf(running)
  const sent = await Promise.all(Array.from({ length: 60 }, () => send(url)))
  const began = performance.now()
  running.child.kill('SIGTERM')
  const answers = await Promise.all(sent.map(({ answered }) => answered))
  const { code } = await running.finished
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(code).toBe(0)
  for (const answer of answers) {
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    const [head = '', payload = ''] = answer.split('\r\n\r\n')
    expect(Buffer.byteLength(payload)).toBe(Number(/content-length: (\d+)/i.exec(head)?.[1]))
    expect(JSON.parse(payload).data.sources.length).toBeGreaterThan(10)
  }
})
