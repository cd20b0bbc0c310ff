import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { loadRegistry } from '../../src/registry.ts'
import type { Site } from '../ingest/site.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Finished {
  code: number | null
  out: string
  err: string
}

export interface Running extends AsyncDisposable {
  child: ChildProcess
  out(): string
  err(): string
  finished: Promise<Finished>
}

/** The program as a user runs it, with nothing of this process's environment but what is given. */
export function start(args: string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH, ...env },
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
  const finished = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }))
  return {
    child,
    out: () => out,
    err: () => err,
    finished,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await finished
    },
  }
}

export function bulletin(args: string[], env: Record<string, string> = {}): Promise<Finished> {
  return start(args, env).finished
}

/** Sends every host of every connector to one site on loopback: no test may reach a real one. */
export async function onlyLoopback(site: Site): Promise<string> {
  const hosts = (await loadRegistry()).flatMap((source) => source.hosts)
  return JSON.stringify(site.hostMap(...hosts))
}

export async function addressOf(running: Running): Promise<string> {
  return vi.waitFor(
    () => {
      const url = /http:\/\/[\d.]+:\d+/.exec(running.out())?.[0]
      if (!url) throw new Error(`not serving yet: ${running.err()}`)
      return url
    },
    { timeout: 100_000, interval: 100 },
  )
}

/** The data of an answer; throws what the gateway says is wrong. */
// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query
export async function ask(url: string, query: string): Promise<any> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}
