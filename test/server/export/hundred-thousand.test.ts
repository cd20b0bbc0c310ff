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
    server = fork(new URL('./serve-stored.ts', import.meta.url), [databaseUrl, schema], {
      execArgv: ['--expose-gc'],
    })
    const [message] = await once(server, 'message')
    url = `${(message as { url: string }).url}/graphql`
  })
  afterAll(async () => {
    server?.disconnect()
    if (server?.exitCode === null) await once(server, 'exit')
    await home?.drop()
  })

  const live = async (): Promise<number> => {
    server.send('live')
    const [message] = await once(server, 'message')
    return (message as { live: number }).live / megabyte
  }
  const ask = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${url}?${new URLSearchParams({ query })}`, { headers })

  const fields = 'id title publishedOn country { code } categories substances { id }'

  test('is whole, equals the answer to the same query, and costs little memory', async () => {
    await (await ask(`{ events(first: 3000) { nodes { ${fields} body } } }`, { accept: 'text/csv' })).text()
    const idle = await live()
    const response = await ask(`{ events(orderBy: SEQ_ASC) { nodes { ${fields} } } }`, { accept: 'text/csv' })
    expect(response.status).toBe(200)
    const table: string[] = []
    const taken: number[] = []
    for await (const row of readTable(response))
      if (table.push(row.join('\t')) % 10_000 === 0) taken.push((await live()) - idle)
    expect(taken).toHaveLength(10)
    expect(Math.max(...taken)).toBeLessThan(30)
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
