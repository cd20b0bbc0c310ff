import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SavedPage } from '../../src/cli/connector/saved-pages.ts'
import { visit, visitLive } from '../../src/cli/connector/visit.ts'
import { strategyNames } from '../../src/connector/strategy-names.ts'
import type { Source, SourceRequest, SourceResponse, Strategy } from '../../src/connector/types.ts'
import { createFetcher, type Fetcher } from '../../src/fetch/index.ts'
import { loadRegistry } from '../../src/registry.ts'
import { readCorpus } from './read-corpus.ts'
import { startReplica } from './server.ts'
import type { CorpusFile } from './types.ts'

/**
 * `node test/replica/save-pages.ts SOURCE…` saves what the replica's sites answer as the pages of connector tests:
 * a few items a source, always the same ones at the same moment. Delete `expected.json` and read the new one.
 */
const now = new Date('2026-03-05T09:00:00Z')
const folder = join(import.meta.dirname, '../connectors')
const wanted = process.argv.slice(2)
const sources = (await loadRegistry()).filter(({ id }) => wanted.includes(id))
if (sources.length !== wanted.length || wanted.length === 0)
  throw new Error(`Name known sources, such as ru/mvd; known here: ${sources.map((s) => s.id).join(', ')}`)

await using replica = await startReplica({ corpus: readCorpus().map(few), clock: { now: () => now } })
await using fetcher = createFetcher({ hostMap: replica.hostMap, clock: { now: () => now } })
for (const source of sources) await save(source, fetcher)

/** Four oldest of a recent corpus: an id walk begins at its lowest number. */
function few(file: CorpusFile): CorpusFile {
  const placed = file.items.filter(({ hoursAgo }) => hoursAgo !== null)
  return { ...file, items: placed.slice(-4) }
}

async function save(source: Source, through: Fetcher): Promise<void> {
  const target = join(folder, source.id)
  mkdirSync(target, { recursive: true })
  for (const name of readdirSync(target)) if (name.startsWith('page.')) rmSync(join(target, name))
  const pages: SavedPage[] = []
  const names = strategyNames(source.strategies)
  for (const [i, strategy] of source.strategies.entries())
    await saveStrategy({ source, strategy, name: names[i]!, target, pages }, through)
  const meta = { fetchedAt: now.toISOString(), pages }
  writeFileSync(join(target, 'page.meta.json'), `${JSON.stringify(meta, null, 2)}\n`)
  console.log(source.id, pages.map(({ file }) => file).join(' '))
}

interface Job {
  source: Source
  strategy: Strategy
  name: string
  target: string
  pages: SavedPage[]
}

async function saveStrategy(job: Job, fetcher: Fetcher): Promise<void> {
  const { source, strategy } = job
  const lists = strategy.kind === 'idProbe' ? 8 : 2
  const answered = new Map<string, Answered>()
  const run = (articles: number, role: Answered['role']) =>
    visitLive(visit(source, strategy, { lists, articles }), async ({ request, isFirst }) => {
      const known = answered.get(request.url)?.response
      const response =
        known ?? (await fetcher.fetch(request, { allowedHosts: source.hosts }).catch(() => null))
      if (response && !known) answered.set(request.url, { request, response, isFirst, role })
      return response
    })
  try {
    await run(0, strategy.kind === 'idProbe' ? 'article' : 'list')
    await run(2, 'article')
  } catch (error) {
    console.log(source.id, job.name, 'is not offered:', error instanceof Error ? error.message : error)
    return
  }
  for (const one of answered.values()) write(job, one)
}

interface Answered {
  request: SourceRequest
  response: SourceResponse
  isFirst: boolean
  role: 'list' | 'article'
}

function write({ name, target, pages }: Job, { request, response, isFirst, role }: Answered): void {
  const { status, url } = response
  const same = pages.find((page) => page.url === request.url)
  const file = same?.file ?? fileName(status >= 400 ? 'missing' : role, request, target)
  if (!same) writeFileSync(join(target, file), response.bytes)
  const kept = ['content-type', 'link', 'x-wp-total', 'x-wp-totalpages']
  const headers = Object.fromEntries(Object.entries(response.headers).filter(([key]) => kept.includes(key)))
  pages.push({
    file,
    strategy: name,
    ...(!isFirst && { url: request.url }),
    ...(url !== request.url && { finalUrl: url }),
    status,
    headers,
  })
}

function fileName(role: 'list' | 'article' | 'missing', { expect }: SourceRequest, target: string): string {
  const ending = { feed: 'xml', html: 'html', json: 'json', any: 'txt' }[expect]
  const word = role === 'list' ? { feed: 'feed', html: 'list', json: 'api', any: 'list' }[expect] : role
  for (let n = 1; ; n++) {
    const name = n === 1 && role === 'list' ? `page.${word}.${ending}` : `page.${word}.${n}.${ending}`
    if (!existsSync(join(target, name))) return name
  }
}
