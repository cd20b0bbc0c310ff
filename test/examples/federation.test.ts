import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { composeSupergraph, type Service } from '../../examples/federation/compose-supergraph.ts'
import { type Assessment, serveAssessments } from '../../examples/federation/serve-assessments.ts'
import { serveSupergraph } from '../../examples/federation/serve-supergraph.ts'
import { draft, type StoredGateway, startStoredGateway } from '../e2e/stored-gateway.ts'
import { createSseParser } from '../server/live/sse-transport.ts'

const unknown = 'https://news.example/nobody-published-this'
const assess = (url: string, i: number): Assessment => ({
  url,
  reliability: i % 2 === 0 ? 'CONFIRMED' : 'DOUBTFUL',
  note: `Judgement ${i}`,
  analyst: 'A. Analyst',
})
/** Not the order anything else has them in, and one of them is of nobody's. */
const urls = [7, 3, 21, 14].map((number) => draft(number).url).toSpliced(2, 0, unknown)

let bulletin: StoredGateway
let services: Service[]
let url: string
const owned = new AsyncDisposableStack()

beforeAll(async () => {
  bulletin = owned.use(await startStoredGateway())
  const assessments = owned.use(await serveAssessments(urls.map(assess)))
  services = [
    { name: 'bulletin', url: `${bulletin.url}/graphql` },
    { name: 'assessments', url: assessments.url },
  ]
  const { sdl } = await composeSupergraph(services)
  url = owned.use(await serveSupergraph(sdl, { quiet: true })).url
})
afterAll(() => owned.disposeAsync())
beforeEach(() => {
  bulletin.statements = 0
})

function post(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
}

const ask = async (query: string) => (await post(query)).json()

describe('composition', () => {
  test('Bulletin composes with a service that adds a field to its events: no error, not even a hint', async () => {
    const { sdl, hints } = await composeSupergraph(services)
    expect(hints).toEqual([])
    expect(sdl).toContain('assessment: Assessment')
  })

  test('a service that contradicts the contract does not compose, and it is said why', async () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
      type Event @key(fields: "id") { id: ID!  title: String! }  type Query { mine: Event }`
    const server = createServer((_, response) =>
      response.end(JSON.stringify({ data: { _service: { sdl } } })),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const other = { name: 'other', url: `http://127.0.0.1:${port}` }
    await expect(composeSupergraph([services[0]!, other])).rejects.toThrow(/Event\.title/)
    server.closeAllConnections()
    server.close()
  })
})

describe('one query over both', () => {
  test('what others say of a report stands beside what Bulletin says', async () => {
    const { data, errors } = await ask(
      `{ a: event(url: "${urls[0]}") { title country { code } assessment { reliability note } }
         b: event(id: "${draft(2).id}") { title assessment { note } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.a).toEqual({
      title: draft(7).title,
      country: { code: 'KZ' },
      assessment: { reliability: 'CONFIRMED', note: 'Judgement 0' },
    })
    expect(data.b).toEqual({ title: draft(2).title, assessment: null })
  })

  test('Bulletin tells the reports another service names, in its order, all in one statement', async () => {
    const { data, errors } = await ask('{ assessments { note event { title source { id } } } }')
    // A title there must be, so what nobody knows is an error of its own place and harms nothing beside it.
    expect(errors.map(({ path }: { path: unknown }) => path)).toEqual([['assessments', 2, 'event', 'title']])
    expect(data.assessments).toEqual(
      urls.map((_, i) => ({
        note: `Judgement ${i}`,
        event:
          i === 2 ? null : { title: draft([7, 3, 0, 21, 14][i]!).title, source: { id: 'kz/polisia-ru' } },
      })),
    )
    expect(bulletin.statements).toBe(1)
  })

  test('changes are followed through it, each with what others say', async () => {
    const head = await bulletin.ask('{ eventChanges(first: 1) { pageInfo { endCursor } } }')
    const after = head.data.eventChanges.pageInfo.endCursor
    const response = await post(
      `subscription { eventChanges(after: "${after}") { seq event { url assessment { note } } } }`,
      { accept: 'text/event-stream' },
    )
    const changes: { seq: number; event: { url: string; assessment: { note: string } | null } }[] = []
    const parse = createSseParser(({ event, data }) => {
      if (event === 'next') changes.push(JSON.parse(data).data.eventChanges)
    })
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      parse(text)
      if (changes.length >= 20) break
    }
    expect(changes.slice(0, 20).map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2))
    const assessed = changes.find(({ event }) => event.url === urls[1])
    expect(assessed?.event.assessment).toEqual({ note: 'Judgement 1' })
  })
})

test('a thousand representations of every key are one statement a key, answered in the order asked', async () => {
  const representations = Array.from({ length: 1000 }, (_, i) => {
    const { id, url } = draft(1 + ((i * 7) % 30))
    const kinds = [{ id }, { url }, { id: `nobody-${i}` }, { url: `${unknown}/${i}` }]
    if (i % 6 === 4) return { __typename: 'Source', id: i % 4 === 0 ? 'tj/akn' : 'tj/none' }
    if (i % 6 === 5) return { __typename: 'Country', code: ['KZ', 'UZ'][i % 2] }
    return { __typename: 'Event', ...kinds[i % 6] }
  })
  const { data, errors } = await bulletin.ask(
    `query ($r: [_Any!]!) { _entities(representations: $r) {
      __typename ... on Event { id } ... on Source { name } ... on Country { code } } }`,
    { r: representations },
  )
  expect(errors).toBeUndefined()
  const expected = representations.map((each, i) => {
    const { __typename } = each
    if ('code' in each) return each
    if (__typename === 'Source') return i % 4 === 0 ? { __typename, name: 'Name of tj/akn' } : null
    return i % 6 < 2 ? { __typename, id: draft(1 + ((i * 7) % 30)).id } : null
  })
  expect(data._entities).toEqual(expected)
  // By id, by address, and sources that no connector here reads.
  expect(bulletin.statements).toBeLessThanOrEqual(3)
})
