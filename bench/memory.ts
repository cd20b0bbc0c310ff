import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { startChild } from './child.ts'
import { copyOf, type HomeKind, makeHome, postgresMissing } from './home.ts'

/** Megabytes resident while it serves. */
const bars: Record<HomeKind, number> = { pglite: 700, postgres: 300 }

/** Pages of every depth, texts and all, so that every cache comes to its bound. */
const page = `query ($after: String) { events(first: 100, after: $after) {
  nodes { id title body summary publishedAt quantities { kind value evidence { text } } }
  pageInfo { endCursor hasNextPage } } }`

export const memory: Bench = {
  measures: 'megabytes resident while every report is read page by page',
  options:
    '  --home HOME  postgres or pglite; both when absent\n  --events N  (100000)\n  --folder DIR  a DATA_DIR to copy instead of making one',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...{ smoke: { type: 'boolean' }, home: { type: 'string' } },
        ...{ events: { type: 'string' }, folder: { type: 'string' } },
      },
    })
    const events = Number(values.events ?? (values.smoke ? 300 : 100_000))
    const wanted = values.folder ? 'pglite' : values.home
    const kinds = (['pglite', 'postgres'] as HomeKind[]).filter((kind) => (wanted ?? kind) === kind)
    console.log('| memory | events read | MB at the first answer | MB at most | bar |\n|---|---|---|---|---|')
    let met = true
    for (const kind of kinds) {
      const missing = kind === 'postgres' ? await postgresMissing() : null
      if (missing) {
        console.log(`| ${kind} | ${missing} | | | |`)
        continue
      }
      await using home = await (values.folder ? copyOf(values.folder) : makeHome(kind, events))
      await using server = await startChild('./servers/main.ts', ['./bulletin.ts'])
      const { url } = await server.ask<{ url: string }>({ place: await home.place() })
      const { read, first, most } = await readAll(url, async () => {
        const { rssBytes } = await server.ask<{ rssBytes: number }>('usage')
        return rssBytes / 1e6
      })
      const cells = [kind, read, Math.round(first), Math.round(most), bars[kind]]
      console.log(`| ${cells.join(' | ')} |`)
      if (most > bars[kind]) met = false
    }
    return values.smoke === true || met
  },
}

async function readAll(url: string, resident: () => Promise<number>) {
  let [read, first, most] = [0, 0, 0]
  for (let after: string | null = null, hasNextPage = true; hasNextPage; ) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: page, variables: { after } }),
    })
    const { data, errors } = (await response.json()) as Answer
    if (!data) throw new Error(`A page could not be read: ${JSON.stringify(errors)}`)
    read += data.events.nodes.length
    after = data.events.pageInfo.endCursor
    hasNextPage = data.events.pageInfo.hasNextPage
    if (!first) first = await resident()
    if (read % 1_000 < 100) most = Math.max(most, await resident())
  }
  return { read, first, most: Math.max(most, await resident()) }
}

interface Answer {
  data?: { events: { nodes: unknown[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }
  errors?: unknown
}
