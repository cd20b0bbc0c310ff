import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { onlyLoopback } from '../e2e/process.ts'
import { startSite } from '../ingest/site.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

test('out of file descriptors, the gateway lives, and answers as soon as there are some', {
  timeout: 240_000,
}, async () => {
  await using site = await startSite()
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-descriptors-'))
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATA_DIR: folder,
    BULLETIN_HOST_MAP: await onlyLoopback(site),
  }
  const child = spawn('sh', ['-c', `ulimit -n 200 && exec "${process.execPath}" "${main}" serve`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const gone = once(child, 'close')
  const held: Socket[] = []
  try {
    const url = await vi.waitFor(() => /http:\/\/[\d.]+:\d+/.exec(out)![0], {
      timeout: 100_000,
      interval: 100,
    })
    const ask = () =>
      fetch(`${url}/graphql?query={__typename}`, {
        headers: { connection: 'close' },
        signal: AbortSignal.timeout(5_000),
      }).then((response) => response.status)
    expect(await ask()).toBe(200)
    const port = Number(new URL(url).port)
    for (let i = 0; i < 400; i++) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      held.push(socket)
    }
    // Some are taken and the rest wait or are turned away: nobody new gets through, and nothing falls over.
    await vi.waitFor(async () => expect(await ask().catch(() => 'none')).toBe('none'), {
      timeout: 60_000,
      interval: 200,
    })
    expect(child.exitCode).toBeNull()
    for (const socket of held) socket.destroy()
    await vi.waitFor(async () => expect(await ask()).toBe(200), { timeout: 60_000, interval: 200 })
    expect(err).not.toMatch(/uncaught|unhandled/i)
    child.kill('SIGTERM')
    expect((await gone)[0]).toBe(0)
  } finally {
    for (const socket of held) socket.destroy()
    child.kill('SIGKILL')
    await gone
    await rm(folder, { recursive: true, force: true })
  }
})
