import { setTimeout as pause } from 'node:timers/promises'
import type { Tally } from './tally.ts'

interface Node {
  url: string
  title: string
  body: string
}

interface Answer {
  data?: { events?: { nodes: Node[] } | null; revokeApiKey?: unknown } | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

interface Way {
  kind: string
  query: string
  headers?: Record<string, string>
  /** Codes that are the right answer. */
  meant?: string[]
}

const fields = 'nodes { url title body }'
const words = ['наркотическое', 'Сообщение', 'редакция', 'средство']
const any = (most: number) => 1 + Math.floor(Math.random() * most)

/** The mix: pages, searches, deep pages, figures, tables, mutations. */
const ways: (() => Way)[] = [
  () => ({ kind: 'page', query: `{ events(first: ${any(50)}) { ${fields} } }` }),
  () => ({
    kind: 'country',
    query: `{ events(first: 20, filter: { countries: [${any(2) === 1 ? 'KZ' : 'UZ'}] }) { ${fields} } }`,
  }),
  () => ({
    kind: 'search',
    query: `{ events(first: 20, filter: { text: "${words[any(4) - 1]}" }) { totalCount ${fields} } }`,
  }),
  () => ({ kind: 'figures', query: '{ stats(by: [COUNTRY]) { events } countries { code } sources { id } }' }),
  () => ({
    kind: 'stories',
    query: `{ events(first: 5) { ${fields} edges { node { story { events { id } } } } } }`,
  }),
  () => ({
    kind: 'table',
    query: `{ events(first: ${100 * any(5)}) { ${fields} } }`,
    headers: { accept: 'application/x-ndjson' },
  }),
  () => ({ kind: 'mutation', query: 'mutation { revokeApiKey(id: "soak") { id } }', meant: ['NOT_FOUND'] }),
]

/** Asks one thing after the other, of one gateway after the other, until the signal. */
export async function keepAsking(
  urls: string[],
  tally: Tally,
  began: number,
  signal: AbortSignal,
): Promise<void> {
  for (let turn = Math.floor(Math.random() * 100); !signal.aborted; turn++) {
    const way = ways[turn % ways.length]!()
    const from = performance.now() - began
    const failure = await ask(`${urls[turn % urls.length]}/graphql`, way, tally).catch(
      (error: Error & { cause?: { code?: string } }) => error.cause?.code ?? error.message,
    )
    tally.note({ kind: way.kind, from, to: performance.now() - began, failure })
    await pause(50)
  }
}

async function ask(url: string, { query, headers, meant = [] }: Way, tally: Tally): Promise<string | null> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await response.text()
  if (headers && response.status === 200) return checkTable(text, tally)
  const { data, errors = [] } = JSON.parse(text) as Answer
  for (const node of data?.events?.nodes ?? []) check(node, tally)
  const codes = errors.map(({ extensions }) => extensions?.code ?? 'no code')
  return codes.find((code) => !meant.includes(code)) ?? null
}

function checkTable(text: string, tally: Tally): string | null {
  for (const line of text.trim().split('\n')) {
    const row = JSON.parse(line) as Node | { error: { code: string } }
    if ('error' in row) return row.error.code
    check(row, tally)
  }
  return null
}

/** Address, title and text must be of the same report in the same edition. */
function check({ url, title, body }: Node, tally: Tally): void {
  const [, number, edition] = /^Сообщение (-?\d+), редакция (\d+)$/.exec(title) ?? []
  if (!url.endsWith(`/${number}`) || !body.startsWith(`${number} ${edition}. `))
    tally.wrong.push(`${url}: "${title}", "${body.slice(0, 20)}"`)
}
