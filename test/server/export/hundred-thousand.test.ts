import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { parse } from 'csv-parse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseUrl, postgresHome, postgresMissing, type StoreHome } from '../../store/store-homes.ts'
import { manyEvents } from './many-events.ts'

const missing = await postgresMissing()
const count = 100_000
const megabyte = 1024 * 1024

describe.skipIf(missing)('a table of 100,000 events', () => {
  let home: StoreHome
  let server: ChildProcess
  let url: string

  beforeAll(async () => {
    home = await postgresHome()
    const store = await home.open()
    await manyEvents(store, count)
    await store.db.exec('ANALYZE events')
    await store[Symbol.asyncDispose]()
    const { schema } = home.options as { schema: string }
    server = fork(new URL('./serve-stored.ts', import.meta.url), [databaseUrl, schema])
    const [message] = await once(server, 'message')
    url = `${(message as { url: string }).url}/graphql`
  })
  afterAll(async () => {
    server?.disconnect()
    if (server?.exitCode === null) await once(server, 'exit')
    await home?.drop()
  })

  const peak = async (then: 'reset' | 'tell'): Promise<number> => {
    server.send(then)
    const [message] = await once(server, 'message')
    return (message as { peak: number }).peak
  }
  const ask = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${url}?${new URLSearchParams({ query })}`, { headers })

  const fields = 'id title publishedOn country { code } categories substances { id }'

  test('is whole, equals the answer to the same query, and costs little memory', async () => {
    // What a gateway in use has paid already: compiled code, plans, connections, room for young objects.
    await (await ask(`{ events(first: 20000) { nodes { ${fields} body } } }`, { accept: 'text/csv' })).text()
    await peak('reset')
    const idle = await peak('reset')
    const response = await ask(`{ events(orderBy: SEQ_ASC) { nodes { ${fields} } } }`, { accept: 'text/csv' })
    expect(response.status).toBe(200)
    const table = await Array.fromAsync(readTable(response), (row) => row.join('\t'))
    // Bounded, whatever the number of rows: most of it is the cache of events, which fills up to its own bound.
    expect(((await peak('tell')) - idle) / megabyte).toBeLessThan(400)
    expect(table).toHaveLength(count + 1)
    expect(table[0]).toBe('id\ttitle\tpublishedOn\tcountry.code\tcategories\tsubstances.id')
    let after: string | null = null
    let at = 1
    do {
      const answer = await ask(
        `{ events(orderBy: SEQ_ASC, first: 5000, after: ${JSON.stringify(after)}) { nodes { ${fields} } pageInfo { endCursor hasNextPage } } }`,
      )
      const { nodes, pageInfo } = (await answer.json()).data.events
      expect(table.slice(at, at + nodes.length)).toEqual(nodes.map(toRow))
      at += nodes.length
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(at).toBe(count + 1)
  })

  test('stops the work when the reader leaves', async () => {
    const leaving = new AbortController()
    const response = await fetch(
      `${url}?${new URLSearchParams({ query: '{ events { nodes { id body } } }' })}`,
      {
        headers: { accept: 'application/x-ndjson' },
        signal: leaving.signal,
      },
    )
    await response.body!.getReader().read()
    leaving.abort()
    const { data } = await (await ask('{ events(first: 1) { totalCount } }')).json()
    expect(data.events.totalCount).toBe(count)
  })
})

async function* readTable(response: Response): AsyncGenerator<string[]> {
  const parser = parse()
  const feed = async () => {
    for await (const chunk of response.body!) if (!parser.write(chunk)) await once(parser, 'drain')
    parser.end()
  }
  const fed = feed()
  yield* parser
  await fed
}

// biome-ignore lint/suspicious/noExplicitAny: has the shape of the query
function toRow({ id, title, publishedOn, country, categories, substances }: any): string {
  const escaped = /^[=+\-@\t\r]/.test(title) ? `'${title}` : title
  return [id, escaped, publishedOn, country.code, categories.join('; '), substances[0].id].join('\t')
}
