import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'

test('npm start ends with its npm: SIGTERM stops the program behind the shell too', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-'))
  const npm = spawn('npm', ['start'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, DATA_DIR: folder, PORT: '0', BULLETIN_HOST_MAP: '{}' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let out = ''
  npm.stdout.on('data', (chunk) => {
    out += chunk
  })
  try {
    const url = await vi.waitFor(() => {
      const found = /Bulletin serves (http:\S+)\/graphql/.exec(out)?.[1]
      expect(found).toBeDefined()
      return found!
    }, 30_000)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    npm.kill('SIGTERM')
    await vi.waitFor(() => expect(fetch(`${url}/healthz`)).rejects.toThrow(), {
      timeout: 12_000,
      interval: 250,
    })
  } finally {
    npm.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
})
