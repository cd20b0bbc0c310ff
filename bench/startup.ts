import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { loadRegistry } from '../src/registry.ts'
import type { Bench } from './bench.ts'
import { copyOf, makeHome } from './home.ts'
import { median } from './table.ts'

/** Seconds. */
const bar = 3
const cache = join(import.meta.dirname, '../node_modules/.cache/bulletin')

interface Start {
  wall: number
  /** Of processor time, all threads. */
  cpu: number
}

/** With and without what an earlier start had compiled, taking turns. */
export const startup: Bench = {
  measures: 'seconds from `npm start` on an embedded database that is there to its first answer',
  options:
    '  --events N  stored (20000)\n  --rounds N  (5)\n  --folder DIR  a DATA_DIR to copy instead of making one',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...{ smoke: { type: 'boolean' }, events: { type: 'string' }, rounds: { type: 'string' } },
        folder: { type: 'string' },
      },
    })
    const events = Number(values.events ?? (values.smoke ? 100 : 20_000))
    const rounds = Number(values.rounds ?? (values.smoke ? 1 : 5))
    await using home = await (values.folder ? copyOf(values.folder) : makeHome('pglite', events))
    const place = await home.place()
    if (!('dataDir' in place)) throw new Error('The embedded database keeps a folder.')
    const env = { DATA_DIR: place.dataDir, BULLETIN_HOST_MAP: await toNowhere() }
    const starts: Record<'no' | 'yes', Start[]> = { no: [], yes: [] }
    for (let round = 0; round < rounds; round++) {
      await rm(cache, { recursive: true, force: true })
      starts.no.push(await start(env))
      starts.yes.push(await start(env))
    }
    console.log('| startup, compiled before | s (spread) | processor s |\n|---|---|---|')
    for (const [compiled, taken] of Object.entries(starts)) console.log(row(compiled, taken))
    return values.smoke === true || median(starts.yes.map(({ wall }) => wall)) <= bar
  },
}

function row(compiled: string, taken: Start[]): string {
  const walls = taken.map(({ wall }) => wall).toSorted((a, b) => a - b)
  const spread = `${walls[0]!.toFixed(2)}–${walls.at(-1)!.toFixed(2)}`
  const cpu = median(taken.map((each) => each.cpu))
  return `| ${compiled} | ${median(walls).toFixed(2)} (${spread}; bar ${bar}) | ${cpu.toFixed(2)} |`
}

async function start(env: Record<string, string>): Promise<Start> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts'), 'serve'], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = once(child, 'exit')
  try {
    await firstAnswer(`http://127.0.0.1:${port}/graphql`, child)
    return { wall: (performance.now() - began) / 1000, cpu: cpuOf(child) }
  } finally {
    child.kill('SIGTERM')
    await gone
  }
}

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  const question = `${url}?query=${encodeURIComponent('{ events(first: 10) { nodes { id title publishedAt } } }')}`
  while (child.exitCode === null) {
    const answer = await fetch(question).catch(() => null)
    if (answer?.ok) {
      const { data } = (await answer.json()) as { data: { events: { nodes: unknown[] } } }
      if (data.events.nodes.length === 10) return
      throw new Error('The first answer is not the newest ten reports.')
    }
    await pause(10)
  }
  throw new Error(`The program ended with ${child.exitCode}.`)
}

/** Seconds; clock ticks are hundredths on Linux. */
function cpuOf({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** The poller of the measured program must not visit the sites: nothing listens where it is sent. */
async function toNowhere(): Promise<string> {
  const hosts = (await loadRegistry()).flatMap((source) => source.hosts)
  return JSON.stringify(Object.fromEntries(hosts.map((host) => [host, '127.0.0.1:9'])))
}
