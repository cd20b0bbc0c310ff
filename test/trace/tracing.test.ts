import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addressOf, onlyLoopback, start } from '../e2e/process.ts'
import { article, drugStory } from '../ingest/pages.ts'
import { type Site, startSite } from '../ingest/site.ts'
import { type Collector, type ReceivedSpan, startCollector } from './collector.ts'

const host = 'https://www.interfax-russia.ru'
const theirs = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' }

/** One run of the program as an operator starts it, and all it told its collector. */
describe('the program told where a collector is', { timeout: 240_000 }, () => {
  let collector: Collector
  let site: Site
  let folder: string
  let log: Record<string, unknown>[]
  const toldSite: (string | undefined)[] = []

  beforeAll(async () => {
    collector = await startCollector()
    site = await startSite()
    folder = await mkdtemp(join(tmpdir(), 'bulletin-trace-'))
    const day = new Date(Date.now() - 3_600_000).toUTCString()
    const items = [1, 2, 3].map(
      (n) =>
        `<item><title>${drugStory(n).title}</title><link>${host}/news/${n}</link><pubDate>${day}</pubDate></item>`,
    )
    site.pages.set('/rss/public.rss', (request) => {
      toldSite.push(request.headers.traceparent as string | undefined)
      return `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`
    })
    for (const n of [1, 2, 3])
      site.pages.set(`/news/${n}`, article(drugStory(n)).replace('class="text"', 'class="editor-content"'))
    await using running = start(['serve'], {
      PORT: '0',
      DATA_DIR: folder,
      LOG_LEVEL: 'debug',
      BULLETIN_PACE: '100',
      BULLETIN_HOST_MAP: await onlyLoopback(site),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    })
    const url = await addressOf(running)
    await vi.waitFor(
      async () => {
        const { data } = await ask(url, '{ events(first: 5) { nodes { id } } }')
        expect(data.events.nodes.length).toBe(3)
      },
      { timeout: 60_000, interval: 200 },
    )
    await ask(
      url,
      'query Named { events(first: 3, orderBy: PUBLISHED_ASC) { nodes { story { events { id } } } } }',
      `00-${theirs.trace}-${theirs.span}-01`,
    )
    await ask(url, `query ReadNow { item(url: "${host}/news/2") { title } }`)
    await fetch(`${url}/healthz`)
    running.child.kill('SIGTERM')
    const { code, err } = await running.finished
    expect(code, err).toBe(0)
    log = err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }, 240_000)
  afterAll(async () => {
    await collector[Symbol.asyncDispose]()
    await site[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  const named = (name: string) => collector.spans.filter((span) => span.name === name)
  const lineages = (spans: ReceivedSpan[]) => spans.map((span) => collector.lineage(span).join(' < '))

  test('a field, its batches and its statements stand below the operation and the caller’s own trace', () => {
    const own = collector.spans.filter(({ traceId }) => traceId === theirs.trace)
    const request = own.find(({ parentSpanId }) => parentSpanId === theirs.span)!
    expect(request).toMatchObject({ name: 'POST /graphql', kind: 2 })
    expect(request.attributes).toMatchObject({ 'http.response.status_code': 200, 'http.route': '/graphql' })
    expect(own.find(({ name }) => name === 'GraphQL operation')!.attributes).toMatchObject({
      'graphql.operation.name': 'Named',
    })
    const told = lineages(own)
    const above = 'GraphQL operation < POST /graphql < outside 00f067aa0ba902b7'
    expect(told).toContain(`Query.events < ${above}`)
    expect(told).toContainEqual(expect.stringMatching(/^SELECT \w+ < Query\.events < GraphQL operation/))
    expect(told).toContainEqual(expect.stringMatching(/^SELECT \w+ < load stories < .*GraphQL operation/))
  })

  test('a field that reads a page now leads to the cache and the request to the site', () => {
    const root = collector.spans.find(({ attributes }) => attributes['graphql.operation.name'] === 'ReadNow')!
    const told = lineages(collector.spans.filter(({ traceId }) => traceId === root.traceId))
    const above = 'load items < Query.item < GraphQL operation < POST /graphql'
    expect(told).toContain(`cache get < ${above}`)
    expect(told).toContain(`GET < ${above}`)
  })

  test('a poll is one trace: fetch, parse, understand, commit, and the statements of it', () => {
    const poll = named('poll').find(
      ({ attributes }) =>
        attributes['bulletin.source'] === 'ru/interfax-russia' && attributes['bulletin.added'],
    )!
    expect(poll).toMatchObject({ kind: 5, parentSpanId: null, failed: false })
    expect(poll.attributes).toMatchObject({ 'bulletin.outcome': 'OK', 'bulletin.added': 3 })
    const told = lineages(collector.spans.filter(({ traceId }) => traceId === poll.traceId))
    for (const step of ['GET', 'parse', 'understand', 'commit']) expect(told).toContain(`${step} < poll`)
    expect(told).toContain('INSERT events < transaction < commit < poll')
    expect(told).toContain('INSERT checkpoints < transaction < commit < poll')
  })

  test('a poll that fails says so', () => {
    expect(named('poll').filter(({ failed }) => failed).length).toBeGreaterThan(5)
  })

  test('nothing asked or stored is told: statements by name, addresses without what stands behind a question mark', () => {
    const texts = JSON.stringify(collector.spans)
    expect(texts).not.toMatch(/героин|метамфетамин|\$1/i)
    expect(texts).not.toMatch(/PUBLISHED_ASC/)
  })

  test('the sites are not told of traces', () => {
    expect(toldSite.length).toBeGreaterThan(0)
    expect(toldSite.every((header) => header === undefined)).toBe(true)
  })

  test('what nobody asked for makes no spans: probes, the schedule, the follower of the log', () => {
    const roots = new Set(collector.spans.filter(({ parentSpanId }) => !parentSpanId).map(({ name }) => name))
    expect([...roots].sort()).toEqual(['POST /graphql', 'poll'])
  })

  test('log lines carry the trace they belong to', () => {
    const answered = log.find(({ msg, trace_id }) => msg === 'answered' && trace_id === theirs.trace)
    expect(answered).toMatchObject({ path: '/graphql', status: 200 })
    const polled = log.find(({ msg, source }) => msg === 'polled' && source === 'ru/interfax-russia')!
    expect(named('poll').map(({ traceId }) => traceId)).toContain(polled.trace_id)
    expect(log.find(({ msg }) => msg === 'serving')).not.toHaveProperty('trace_id')
  })

  test('spans say which process of which program they are of', () => {
    expect(collector.spans[0]!.resource).toMatchObject({
      'service.name': 'bulletin',
      'bulletin.role': 'all',
      'deployment.environment.name': 'test',
    })
  })
})

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query
async function ask(url: string, query: string, traceparent?: string): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(traceparent && { traceparent }) },
    body: JSON.stringify({ query }),
  })
  return response.json()
}
