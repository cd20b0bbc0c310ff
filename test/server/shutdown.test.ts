import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createMemoryStore } from '../doubles/memory-store.ts'
import { startGateway } from '../doubles/start-gateway.ts'

const ask = (url: string) =>
  fetch(`${url}/graphql?query=${encodeURIComponent('{ events { nodes { id } } }')}`)

/** A store whose pages wait until they are let go. */
function slowStore() {
  const store = createMemoryStore()
  const [asked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  store.events.page = async () => {
    asked.resolve()
    await go.promise
    return { refs: [], hasMore: false }
  }
  return { store, asked: asked.promise, go: go.resolve }
}

test('stopping lets a running request finish, tells it to close, and takes no new one', async () => {
  const { store, asked, go } = slowStore()
  const gateway = await startGateway({ store })
  const running = ask(gateway.url)
  await asked
  const stopped = gateway[Symbol.asyncDispose]()
  // Who had connected before is answered; from the next turn of the loop on nobody gets in.
  await expect
    .poll(() =>
      fetch(`${gateway.url}/healthz`).then(
        () => 'in',
        () => 'refused',
      ),
    )
    .toBe('refused')
  go()
  const response = await running
  expect(response.headers.get('connection')).toBe('close')
  expect(response.status).toBe(200)
  expect((await response.json()).data.events.nodes).toEqual([])
  await stopped
})

test('stopping does not wait for clients that hold an idle connection', async () => {
  const gateway = await startGateway()
  const { port, hostname } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  await new Promise((resolve) => socket.once('connect', resolve))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.resume()
  await gateway[Symbol.asyncDispose]()
  await closed
})

test('stopping ends within its time even when a request hangs', async () => {
  const { store, asked } = slowStore()
  const gateway = await startGateway({ store, config: { host: '127.0.0.1', port: 0, drainMs: 50 } })
  const running = ask(gateway.url).then(
    () => 'answered',
    () => 'cut',
  )
  await asked
  await gateway[Symbol.asyncDispose]()
  expect(await running).toBe('cut')
})

test('a port that is taken is told with what to do', async () => {
  await using gateway = await startGateway()
  const port = Number(new URL(gateway.url).port)
  await expect(startGateway({ config: { host: '127.0.0.1', port } })).rejects.toThrow(/taken.*PORT/)
})
