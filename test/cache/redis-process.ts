import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

/** Whether a redis-server can be started here. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedisServer) console.warn('SKIPPED: no redis-server on this machine; Redis outages are not tested.')

export interface RedisProcess extends AsyncDisposable {
  url: string
  start(): Promise<void>
  kill(): Promise<void>
  /** Keeps connections open and answers nothing. */
  freeze(): void
  thaw(): void
  configure(setting: string, value: string): Promise<void>
  command(name: string, ...args: string[]): Promise<void>
}

/** A redis-server of one test's own, on a free port, keeping nothing on disk. */
export async function startRedis(): Promise<RedisProcess> {
  const port = await freePort()
  let process: ChildProcess | undefined

  async function start() {
    process = spawn(
      'redis-server',
      ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      {
        stdio: 'ignore',
      },
    )
    const probe = new Redis({ port, retryStrategy: () => 20, maxRetriesPerRequest: null })
    probe.on('error', () => {})
    await probe.ping()
    probe.disconnect()
  }

  async function kill() {
    if (!process || process.exitCode !== null || process.signalCode !== null) return
    const exit = once(process, 'exit')
    process.kill('SIGKILL')
    await exit
  }

  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    freeze: () => process?.kill('SIGSTOP'),
    thaw: () => process?.kill('SIGCONT'),
    async configure(setting, value) {
      const client = new Redis({ port })
      await client.config('SET', setting, value)
      client.disconnect()
    },
    async command(name, ...args) {
      const client = new Redis({ port })
      await client.call(name, ...args)
      client.disconnect()
    },
    [Symbol.asyncDispose]: kill,
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
