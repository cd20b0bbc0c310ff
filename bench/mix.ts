import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openStore } from '../src/store/index.ts'
import { printBars } from './bars.ts'
import type { Bench } from './bench.ts'
import type { Child } from './child.ts'
import { startChild } from './child.ts'
import { type BenchHome, type HomeKind, makeHome, postgresMissing } from './home.ts'
import type { Answer, Job } from './load/run-job.ts'
import { type BenchQuery, makeQueries } from './queries.ts'
import type { ServerOptions } from './servers/server.ts'
import { printTable } from './table.ts'

interface MixOptions {
  smoke: boolean
  only?: string
  servers?: string[]
  home?: string
  profile?: string
  rounds: number
  seconds: number
  events: number
}

interface Entrant {
  name: string
  file: string
  /** Which of the measurements it takes part in. */
  takes(query: MixQuery): boolean
  memory?: ServerOptions['memory']
}

export interface MixQuery extends BenchQuery {
  kind: 'distinct' | 'identical' | 'cold'
}

interface Running {
  child: Child
  url: string
}

export interface Sample {
  perSecond: number
  cpuMicros: number
  p50: number
  p99: number
}

const connections = 32
const isDistinct = ({ kind }: MixQuery) => kind === 'distinct'
const notCold = ({ kind }: MixQuery) => kind !== 'cold'

const ours: Entrant[] = [
  { name: 'bare', file: 'bare.ts', takes: notCold },
  // Room for what all the lists of the mix need at once: warm means that everything was seen before.
  { name: 'bulletin', file: 'bulletin.ts', takes: notCold, memory: { fragmentBytes: 512 * 2 ** 20 } },
]
/** So little memory that every event is always seen for the first time. */
const nothingKept = { entityBytes: 1, fragmentBytes: 1, responseBytes: 1 }
const peers: Entrant[] = [
  {
    name: 'bulletin (nothing kept)',
    file: 'bulletin.ts',
    takes: (query) => !notCold(query),
    memory: nothingKept,
  },
  {
    name: 'bulletin (answers not kept)',
    file: 'bulletin.ts',
    takes: isDistinct,
    memory: { fragmentBytes: 512 * 2 ** 20, responseBytes: 1 },
  },
  { name: 'mercurius+jit', file: '../peers/mercurius.mjs', takes: notCold },
  {
    name: 'mercurius+jit (nothing kept)',
    file: '../peers/mercurius.mjs',
    takes: (query) => !notCold(query),
    memory: nothingKept,
  },
  { name: 'yoga+jit', file: '../peers/yoga.mjs', takes: isDistinct },
  { name: 'apollo', file: '../peers/apollo.mjs', takes: isDistinct },
  { name: 'hive gateway', file: '../peers/hive.mjs', takes: isDistinct },
]

/** The mix of queries on each home; wrong is a bar that is missed, or an answer that differs from the others'. */
export const queries: Bench = {
  measures: 'the mix of queries, ours against peers and a bare server',
  options: `  --only NAME        queries whose name contains NAME
  --servers A,B      these servers, by their whole names
  --home HOME        postgres or pglite; both when absent
  --rounds N         rounds of each measurement (5); --seconds S of each (3); --events N stored (20000)
  --profile          write a CPU profile of each server to bench/profiles/`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        smoke: { type: 'boolean', default: false },
        only: { type: 'string' },
        servers: { type: 'string' },
        profile: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        events: { type: 'string' },
        home: { type: 'string' },
      },
    })
    const { smoke, only, home } = values
    return await measureMix({
      ...{ smoke, only, home },
      servers: values.servers?.split(','),
      profile: values.profile ? 'bench/profiles' : undefined,
      rounds: Number(values.rounds ?? (smoke ? 1 : 5)),
      seconds: Number(values.seconds ?? (smoke ? 0.3 : 3)),
      events: Number(values.events ?? (smoke ? 500 : 20_000)),
    })
  },
}

async function measureMix(options: MixOptions): Promise<boolean> {
  const withPeers = !options.smoke && existsSync(new URL('./node_modules', import.meta.url))
  if (!withPeers && !options.smoke)
    console.log('Without peers: run `npm ci` in bench/ to measure against them.')
  let met = true
  for (const kind of await homesOf(options)) {
    await using home = await makeHome(kind, options.events)
    const entrants = withPeers ? [...ours, ...peers] : ours
    const asked = entrants.filter(({ name }) => !options.servers || options.servers.includes(name))
    met = (await measureHome(home, asked, options)) && met
  }
  return met
}

async function homesOf({ home, smoke }: MixOptions): Promise<HomeKind[]> {
  const missing = home === 'pglite' || smoke ? 'not asked for' : await postgresMissing()
  if (missing && home === 'postgres') throw new Error(missing)
  if (missing && !home && !smoke) console.warn(`SKIPPED PostgreSQL: ${missing}`)
  const wanted: HomeKind[] =
    home === 'postgres' ? ['postgres'] : home === 'pglite' || smoke ? ['pglite'] : ['postgres', 'pglite']
  return wanted.filter((kind) => kind === 'pglite' || !missing)
}

async function measureHome(home: BenchHome, entrants: Entrant[], options: MixOptions): Promise<boolean> {
  const queries = (await queriesOf(home)).filter(
    (query) =>
      (!options.only || query.name.includes(options.only)) && entrants.some(({ takes }) => takes(query)),
  )
  const bodies = queries.map((query, index) => bodiesOf(query, index))
  await using load = await startChild('./load/main.ts')
  await using running = new AsyncDisposableStack()
  const children = new Map<string, Running>()
  const start = async ({ name, file, memory }: Entrant, answers?: string[]) => {
    const child = running.use(await startChild('./servers/main.ts', [file], options.profile))
    const { url } = await child.ask<{ url: string }>({ place: await home.place(), answers, memory })
    children.set(name, { child, url: `${url}/graphql` })
  }
  for (const entrant of entrants) if (entrant.name !== 'bare') await start(entrant)
  const answers = await compareAnswers(children, bodies)
  const bare = entrants.find(({ name }) => name === 'bare')
  if (bare) await start(bare, answers.texts)

  for (const [index, query] of queries.entries())
    for (const entrant of entrants)
      if (entrant.takes(query))
        await warmUp(
          load,
          children.get(entrant.name)!.url,
          query,
          bodies[index]!,
          entrant.memory?.fragmentBytes === ours[1]!.memory!.fragmentBytes,
        )
  const samples = new Map<string, Sample[]>()
  // The first round is thrown away too.
  for (let round = options.smoke ? 1 : 0; round <= options.rounds; round++)
    for (const [index, query] of queries.entries())
      for (const { name, takes } of entrants) {
        if (!takes(query)) continue
        const entrant = children.get(name)!
        const job = {
          url: entrant.url,
          bodies: query.kind === 'identical' ? bodies[index]! : distinct(bodies[index]!, round),
          connections,
          seconds: options.seconds,
        }
        const sample = await measure(load, entrant.child, job)
        const key = `${query.name}\n${name}`
        if (round > 0) samples.set(key, [...(samples.get(key) ?? []), sample])
      }
  printTable(
    home.kind,
    queries,
    entrants.map(({ name }) => name),
    samples,
  )
  return (options.smoke || printBars(home.kind, samples)) && !answers.differ
}

async function queriesOf(home: BenchHome): Promise<MixQuery[]> {
  await using store = await openStore(await home.place())
  const mix = await makeQueries(store)
  const [first] = mix.slice(1)
  const one = ({ name, text, entries, variables }: BenchQuery): MixQuery => ({
    ...{ name: `${name}, identical`, kind: 'identical', text, entries, variables: variables.slice(0, 1) },
  })
  return [
    ...mix.map((query): MixQuery => ({ ...query, kind: 'distinct' })),
    ...[mix[0]!, first!, mix[3]!].map(one),
    ...mix.map((query): MixQuery => ({ ...query, name: `${query.name}, cold`, kind: 'cold' })),
  ]
}

/** The operation's name tells the bare server which of its answers is meant. */
function bodiesOf({ text, variables }: MixQuery, index: number): string[] {
  const operationName = `Q_${index}`
  const query = text.replace(/^query/, `query ${operationName}`)
  return variables.map((each) => JSON.stringify({ operationName, query, variables: each }))
}

/** Bodies as nobody was sent before: a variable that no query declares tells the rounds apart. */
function distinct(bodies: string[], round: number): string[] {
  return [0, 1, 2].flatMap((lap) =>
    bodies.map((body) => body.replace('"variables":{', `"variables":{"lap":${3 * round + lap},`)),
  )
}

/** What the first request of each query is answered, by everyone the same. */
async function compareAnswers(children: Map<string, Running>, bodies: string[][]) {
  const texts: string[] = []
  let differ = false
  for (const [index, [body]] of bodies.entries())
    for (const [name, { url }] of children) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body!,
      })
      const text = (await response.text()).trim()
      texts[index] ??= text
      if (JSON.stringify(JSON.parse(text).data) === JSON.stringify(JSON.parse(texts[index]).data)) continue
      console.error(`${name} answers otherwise than the others: ${text.slice(0, 300)}`)
      differ = true
    }
  return { texts, differ }
}

/** Every event once, so that nothing is seen for the first time later. */
async function warmUp(
  load: Child,
  url: string,
  query: MixQuery,
  bodies: string[],
  keeps: boolean,
): Promise<void> {
  const all = Math.min(bodies.length, Math.ceil((4 * bodies.length) / query.entries))
  const requests = keeps && query.kind === 'distinct' ? all : Math.min(all, 200)
  await load.ask<Answer>({ url, bodies: bodies.slice(0, requests), connections, requests })
}

async function measure(load: Child, server: Child, job: Job): Promise<Sample> {
  const before = await server.ask<{ cpuMicros: number }>('cpu')
  const { requests, failures, seconds, p50, p99 } = await load.ask<Answer>(job)
  const after = await server.ask<{ cpuMicros: number }>('cpu')
  if (failures) throw new Error(`${failures} of ${requests} requests to ${job.url} failed.`)
  return {
    perSecond: requests / seconds,
    cpuMicros: (after.cpuMicros - before.cpuMicros) / requests,
    p50,
    p99,
  }
}
