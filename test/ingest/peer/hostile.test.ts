import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toCursor } from '../../../src/model/cursor.ts'
import type { SourceHealth } from '../../../src/model/source.ts'
import { cursor, type Hostile, json, log, page, startHostile, told } from './hostile.ts'
import { report, type State, startState, until } from './state.ts'

let hub: State
let peer: Hostile
let n = 0
beforeAll(async () => {
  hub = await startState('hub', { reads: [] })
}, 240_000)
afterAll(() => hub[Symbol.asyncDispose]())
beforeEach(async () => {
  peer = await startHostile(`p${++n}`, (_, response) => json(response, page([])))
})
afterEach(() => peer[Symbol.asyncDispose]())

const visit = (to: Partial<Hostile> = {}) => hub.visit({ ...peer, ...to })
const rejections = () => hub.store.rejections.page({ sourceId: `peer/${peer.name}`, limit: 100 })

describe('a bad item is a rejection with its payload, and the rest goes on', () => {
  const bad: [string, unknown, string][] = [
    ['no event', null, 'UNREADABLE'],
    ['a title that is a number', told(1, { title: 5 }), 'UNREADABLE'],
    ['no title', told(1, { title: ' ' }), 'UNREADABLE'],
    ['a body that is a list', told(1, { body: ['x'] }), 'UNREADABLE'],
    ['images that are a text', told(1, { images: 'x' }), 'UNREADABLE'],
    ['a script in place of an address', told(1, { url: 'javascript:alert(1)' }), 'BAD_URL'],
    ['an address of another site', told(1, { url: 'https://polisia.kz/1' }), 'FOREIGN_HOST'],
    ['a source that is no id', told(1, { source: { id: '../../x' } }), 'UNREADABLE'],
    ['a source that is a gateway', told(1, { source: { id: 'peer/hub' } }), 'UNREADABLE'],
    ['a date that is none', told(1, { publishedAt: 'soon' }), 'BAD_DATE'],
    ['a date in the future', told(1, { publishedAt: '2199-01-01T00:00:00Z' }), 'FUTURE_DATE'],
    ['a fetch in the future', told(1, { provenance: { fetchedAt: '2199-01-01T00:00:00Z' } }), 'FUTURE_DATE'],
    [
      'a path that goes on and on',
      told(1, { provenance: { via: Array(17).fill({ id: 'a', seq: 1 }) } }),
      'TOO_LARGE',
    ],
    ['a text without end', told(1, { body: 'x'.repeat(1_000_001) }), 'TOO_LARGE'],
    [
      'levels without end',
      { ...told(1, { title: null }), deep: JSON.parse(`${'[{"a":'.repeat(400)}1${'}]'.repeat(400)}`) },
      'UNREADABLE',
    ],
  ]
  test.each(bad)('%s', async (_, event, reason) => {
    const good = told(100 + n)
    peer.handle = (_, response) => json(response, page([event, good]))
    const { run, health } = await visit()
    expect(run).toMatchObject({ outcome: 'OK', added: 1, rejected: 1 })
    expect(health.status).toBe('HEALTHY')
    const [rejection] = await rejections()
    expect(rejection).toMatchObject({ reason, sourceId: `peer/${peer.name}` })
    expect(rejection!.payload === null).toBe(event === null)
    expect((await hub.store.events.byUrls([String(good.url)]))[0]).not.toBeNull()
  })

  test('what is told of sources it is not believed about', async () => {
    peer.handle = (_, response) => json(response, page([told(300), told(301, { source: { id: 'kz/x' } })]))
    const { run } = await visit({ sources: ['uz/*'] })
    expect(run).toMatchObject({ added: 1, rejected: 1 })
    expect((await rejections())[0]!.detail).toContain('none of the sources')
  })

  test('where nothing can be read the peer is failing, and says why', async () => {
    peer.handle = (_, response) => json(response, page([told(1, { title: 5 }), told(2, { url: 'data:,x' })]))
    const { run, health } = await visit()
    expect(run).toMatchObject({ outcome: 'CHANGED', rejected: 2 })
    expect(health.status).toBe('FAILING')
    expect(health.lastError?.message).toContain('title is not a text')
  })

  test('markup is made safe', async () => {
    const html = '<p onclick="x()">Изъято<script>alert(1)</script><a href="javascript:x()">!</a></p>'
    const event = told(310, { html })
    peer.handle = (_, response) => json(response, page([event]))
    await visit()
    const [stored] = await hub.store.events.byUrls([String(event.url)])
    expect(stored!.bodyHtml).not.toMatch(/script|onclick/)
  })
})

describe('a peer that does not answer as a gateway does is failing, with a clear word', () => {
  const lies: [string, (peer: Hostile) => void, SourceHealth['status'] | null, RegExp][] = [
    [
      'a web page',
      (p) =>
        (p.handle = (_, r) =>
          r.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Hi</title>')),
      'FAILING',
      /expected JSON.*web page/,
    ],
    [
      'JSON that is none',
      (p) => (p.handle = (_, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"data":')),
      'FAILING',
      /does not parse/,
    ],
    ['another JSON', (p) => (p.handle = (_, r) => json(r, [1, 2])), 'FAILING', /without a GraphQL answer/],
    [
      'a page of the wrong type',
      (p) => (p.handle = (_, r) => json(r, { data: { eventChanges: { nodes: {} } } })),
      'FAILING',
      /no page/,
    ],
    [
      'more than was asked for',
      (p) => (p.handle = (_, r) => json(r, page(Array(101).fill(told(1))))),
      'FAILING',
      /101 entries where 100/,
    ],
    [
      'positions that go back',
      (p) =>
        (p.handle = (_, r) =>
          json(r, {
            data: {
              eventChanges: {
                nodes: [5, 4].map((seq) => ({ seq, cursor: cursor(seq), event: told(seq) })),
                pageInfo: { endCursor: cursor(5), hasNextPage: false },
              },
            },
          })),
      'FAILING',
      /change 4 after 5/,
    ],
    [
      'the same page for ever',
      (p) => (p.handle = (_, r) => json(r, page([told(320)], { hasNextPage: true }))),
      'FAILING',
      /change 1 after 1|stays where it was/,
    ],
    [
      'more, and nothing of it',
      (p) => (p.handle = (_, r) => json(r, page([], { hasNextPage: true }))),
      'FAILING',
      /more and tells nothing/,
    ],
    [
      'no cursor',
      (p) => (p.handle = (_, r) => json(r, { data: { eventChanges: { nodes: [], pageInfo: {} } } })),
      'FAILING',
      /without a cursor/,
    ],
    [
      'itself',
      (p) =>
        (p.handle = (_, r) =>
          json(r, {
            data: {
              eventChanges: {
                nodes: [],
                pageInfo: { endCursor: Buffer.from(`c1:${hub.store.changes.id}:1`).toString('base64url') },
              },
            },
          })),
      'FAILING',
      /this gateway itself/,
    ],
    [
      'errors of its schema that no smaller question cures',
      (p) =>
        (p.handle = (_, r) =>
          json(r, { errors: [{ message: 'Cannot query field "eventChanges" on type "Query".' }] }, 400)),
      'FAILING',
      /Cannot query field "eventChanges"/,
    ],
    ['a refusal', (p) => (p.handle = (_, r) => json(r, { errors: [] }, 401)), 'FAILING', /401/],
    [
      'bytes without end',
      (p) =>
        (p.handle = (_, r) => {
          r.writeHead(200, { 'content-type': 'application/json' })
          const pour = () => {
            while (!r.destroyed && r.write('x'.repeat(65_536)));
            if (!r.destroyed) r.once('drain', pour)
          }
          pour()
        }),
      'FAILING',
      /MB/,
    ],
    ['a fault', (p) => (p.handle = (_, r) => r.writeHead(500).end('no')), null, /500/],
    ['nothing at all', (p) => (p.handle = (_, r) => r.destroy()), null, /broke the connection off/],
  ]
  test.each(lies)('%s', { timeout: 60_000 }, async (_, prepare, status, words) => {
    prepare(peer)
    const { run } = await visit()
    const { health } = await visit()
    expect(run.outcome).not.toBe('OK')
    expect(health.status).toBe('FAILING')
    if (status) expect(run.outcome).toMatch(/CHANGED|UNREACHABLE/)
    expect(health.lastError?.message).toMatch(words)
  })

  test('one that is slow is given up in time, asked for less, and the others go on', {
    timeout: 60_000,
  }, async () => {
    const asked: unknown[] = []
    peer.handle = ({ variables }, response) => {
      asked.push(variables.first)
      if (Number(variables.first) > 20)
        response.writeHead(200, { 'content-type': 'application/json' }).write('{')
      else json(response, page([told(330)]))
    }
    const { run } = await visit()
    expect(run).toMatchObject({ outcome: 'OK', added: 1 })
    expect(asked).toEqual([100, 25, 6])
  })

  test('an address that is not public is not asked', async () => {
    const { createFetcher } = await import('../../../src/fetch/index.ts')
    const { toPeer, visitPeer } = await import('../../../src/ingest/index.ts')
    await using fetcher = createFetcher({ robots: false })
    const ports = {
      ...{ fetcher, store: hub.store, known: new Map(), readHere: new Set<string>(), log: quiet },
      ...{ understand: null as never, clock: { now: () => new Date() } },
    }
    const settings = { name: 'inside', url: `${peer.url}/graphql`, key: 'secret', sources: null }
    const { run } = await visitPeer(toPeer(settings), ports)
    expect(run.error).toMatchObject({ code: 'REQUEST_REFUSED' })
    expect(run.error!.message).toMatch(/not an address of the public Internet.*BULLETIN_HOST_MAP/)
    expect(peer.requests).toBe(0)
  })
})

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

describe('an older peer', () => {
  test('is asked without what it does not have', async () => {
    const queries: string[] = []
    peer.handle = ({ query }, response) => {
      queries.push(query)
      const unknown = [
        /\bvia \{/.test(query) &&
          'Field "via" must not have a selection of subfields since type "[String!]!" has no subfields.',
        /\bsummary\b/.test(query) && 'Cannot query field "summary" on type "Event".',
      ].filter(Boolean)
      if (unknown.length)
        return json(
          response,
          {
            errors: unknown.map((message) => ({
              message,
              extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
            })),
          },
          400,
        )
      const { seq, summary, provenance, ...less } = told(340)
      json(response, page([{ ...less, provenance: { ...(provenance as object), via: undefined } }]))
    }
    const { run } = await visit()
    expect(run).toMatchObject({ outcome: 'OK', added: 1 })
    expect(queries).toHaveLength(2)
    const [event] = await hub.store.events.byUrls(['https://uz.example/news/340/'])
    expect(event!.provenance.via).toEqual([{ id: log, name: peer.name, seq: 1 }])
  })
})

describe('a cursor that is not honoured', () => {
  test('all is read again from the beginning, and nothing is there twice', async () => {
    peer.handle = ({ variables }, response) => {
      if (variables.after === cursor(2) && variables.lost !== null && peer.requests > 1)
        return json(response, { errors: [{ message: 'gone', extensions: { code: 'CURSOR_EXPIRED' } }] }, 410)
      json(response, page([told(350), told(351)]))
    }
    expect((await visit()).run).toMatchObject({ added: 2 })
    const head = await hub.store.changes.head()
    expect((await visit()).run).toMatchObject({ outcome: 'OK', items: 2, added: 0, revised: 0 })
    expect(await hub.store.changes.head()).toBe(head)
    expect(hub.log.map(({ message }) => message)).toContain('read again from the beginning')
  })

  test('a gateway that came back with another log is read anew', async () => {
    peer.handle = (_, response) => json(response, page([told(360)]))
    expect((await visit()).run).toMatchObject({ added: 1 })
    const other = (seq: number) => toCursor({ log: 'anotheranother00', seq })
    peer.handle = ({ variables }, response) => {
      const errors = [{ message: 'of another Bulletin', extensions: { code: 'CURSOR_INVALID' } }]
      if (variables.after === cursor(1)) return json(response, { errors }, 400)
      const nodes = [360, 361].map((n, i) => ({
        cursor: other(i + 1),
        seq: i + 1,
        kind: 'ADDED',
        event: told(n),
      }))
      const pageInfo = { endCursor: other(2), hasNextPage: false, hasPreviousPage: false }
      json(response, { data: { eventChanges: { nodes, pageInfo } } })
    }
    expect((await visit()).run).toMatchObject({ outcome: 'OK', items: 2, added: 1, revised: 0 })
  })

  test('what the log no longer tells is read from the events', { timeout: 240_000 }, async () => {
    await using old = await startState('tm')
    await old.publish(...Array.from({ length: 7 }, (_, i) => report('tm', i + 1)))
    await old.store.changes.prune(new Date(Date.now() + 1_000).toISOString())
    await old.publish(report('tm', 8))
    expect((await hub.visit(old)).run).toMatchObject({ outcome: 'OK', added: 8 })
    expect((await hub.visit(old)).run).toMatchObject({ outcome: 'OK', items: 0 })
  })
})

describe('a stream', () => {
  test('that lies makes the peer failing; one that is none leaves questions', {
    timeout: 90_000,
  }, async () => {
    let kind: 'none' | 'lies' = 'none'
    peer.handle = ({ query }, response) => {
      if (query.startsWith('query')) return json(response, page([]))
      if (kind === 'none') return response.writeHead(200, { 'content-type': 'text/html' }).end('<p>no</p>')
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end('event: next\ndata: {"data":{"eventChanges":{"seq":"x"}}}\n\n')
    }
    await using _following = await hub.follow(peer)
    const health = () => hub.health(peer.name)
    await until('it is heard', async () => (await health())?.status === 'HEALTHY')
    kind = 'lies'
    await until(
      'it fails',
      async () => (await health())?.lastError?.message.includes('without a cursor') ?? false,
    )
    expect((await health())!.status).toBe('FAILING')
  })
})
