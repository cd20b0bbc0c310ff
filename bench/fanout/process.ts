import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process that answers each message with one. */
export interface Process extends AsyncDisposable {
  ready: Record<string, string>
  ask<Answer>(message: object): Promise<Answer>
}

export async function startProcess(file: string, options: object): Promise<Process> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child: ChildProcess = fork(path, [JSON.stringify(options)], { execArgv: ['--expose-gc'] })
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`${file} ended with ${code}`)
  })
  ended.catch(() => {})
  const next = async <T>(): Promise<T> => (await Promise.race([once(child, 'message'), ended]))[0] as T
  const ready = await next<Record<string, string>>()
  return {
    ready,
    ask(message) {
      const answer = next<never>()
      child.send(message)
      return answer
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended.catch(() => {})
    },
  }
}
