import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Child extends AsyncDisposable {
  /** One message out, the next one back. */
  ask<Answer>(message: unknown): Promise<Answer>
  /** What it said when it was ready. */
  ready: Record<string, unknown>
}

/** A process with a channel; `profile` names the folder its CPU profile is written to. */
export async function startChild(file: string, args: string[] = [], profile?: string): Promise<Child> {
  const execArgv = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv })
  const ready = await next<Record<string, unknown>>(child)
  return {
    ready,
    ask: (message) => {
      const answer = next<never>(child)
      child.send(message as object)
      return answer
    },
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await gone
    },
  }
}

function next<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${child.spawnfile} ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as Answer)
    })
  })
}
