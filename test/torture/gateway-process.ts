import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('./serve-until-killed.ts', import.meta.url))

/** A gateway in a process of its own that comes back on the same port whenever it is killed. */
export interface GatewayProcess extends AsyncDisposable {
  url: string
  /** `kill -9`; resolves when the next one serves. */
  kill(): Promise<void>
  /** Whether it has ended by itself, which it never should. */
  hasEnded(): boolean
  /** Memory held by the process, MB. */
  rss(): number
}

export async function startGatewayProcess(databaseUrl: string, redisUrl?: string): Promise<GatewayProcess> {
  let port = 0
  let child: ChildProcess

  async function start(): Promise<string> {
    child = fork(script, [JSON.stringify({ databaseUrl, redisUrl, port })])
    const gone = once(child, 'exit').then(([code]) => {
      throw new Error(`The gateway ended by itself (${code}) before it served.`)
    })
    const serving = once(child, 'message') as Promise<[{ url: string }]>
    const [{ url }] = await Promise.race([serving, gone])
    gone.catch(() => {})
    return url
  }

  const hasEnded = () => child.exitCode !== null || child.signalCode !== null

  async function end(): Promise<void> {
    if (hasEnded()) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  const url = await start()
  port = Number(new URL(url).port)
  return {
    url,
    async kill() {
      await end()
      await start()
    },
    hasEnded,
    rss: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    [Symbol.asyncDispose]: end,
  }
}
