import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BadInput } from '../../src/model/errors.ts'
import { inInnerSpan, inSpan, isTracing, traceHeaders, traceIds } from '../../src/trace/span.ts'
import { startTracing, type TracingOptions } from '../../src/trace/start-tracing.ts'
import { statementName } from '../../src/trace/statement-name.ts'
import { type Collector, startCollector } from './collector.ts'

let collector: Collector
let told: string[]
beforeEach(async () => {
  collector = await startCollector()
  told = []
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await collector[Symbol.asyncDispose]()
})

const note = (details: object, message: string) => void told.push(`${message} ${JSON.stringify(details)}`)
const begin = (sampler: TracingOptions['sampler']) =>
  startTracing({ sampler, role: 'gateway', log: { info: note, warn: note }, gatherMs: 20 })
const named = (name: string) => () => ({ name })

test('where nothing is traced a span is the call alone', () => {
  const start = vi.fn(named('never'))
  expect(inSpan(start, () => 7)).toBe(7)
  expect(start).not.toHaveBeenCalled()
  expect([isTracing(), traceIds(), traceHeaders()]).toEqual([false, {}, {}])
})

test('spans nest along calls and promises, failures are named without their text', async () => {
  await using _tracing = begin({ name: 'always_on', ratio: 1 })
  await inSpan(named('outer'), async () => {
    await Promise.resolve()
    expect(inSpan(named('at once'), () => traceIds().trace_id)).toBe(traceIds().trace_id)
    const failing = inSpan(named('failing'), async () => {
      throw new TypeError('Key (title)=(secret) exists')
    })
    await expect(failing).rejects.toThrow('secret')
    await expect(inSpan(named('ours'), () => Promise.reject(new BadInput('Ask for less.')))).rejects.toThrow(
      'less',
    )
  })
  expect(inInnerSpan(named('alone'), () => 1)).toBe(1)
  await vi.waitFor(() => expect(collector.spans.length).toBe(4), { timeout: 20_000 })
  const tree = collector.spans.map((span) => collector.lineage(span).join(' < '))
  expect(tree.sort()).toEqual(['at once < outer', 'failing < outer', 'ours < outer', 'outer'])
  const failing = collector.spans.find(({ name }) => name === 'failing')
  expect(failing).toMatchObject({ failed: true, attributes: { 'error.type': 'TypeError' } })
  expect(JSON.stringify(collector.spans)).not.toContain('secret')
})

test('a caller’s decision not to sample is kept, and a header that is none starts a trace', async () => {
  await using _tracing = begin({ name: 'parentbased_always_on', ratio: 1 })
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
  const from = (traceparent: string) => () => ({ name: traceparent, traceparent })
  inSpan(from(`00-${trace}-00f067aa0ba902b7-00`), () => {
    expect(traceHeaders().traceparent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-00$`))
    inInnerSpan(named('inner'), () => {})
  })
  for (const bad of ['nonsense', '00-zz-00f067aa0ba902b7-01', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`])
    inSpan(from(bad), () => {})
  await vi.waitFor(() => expect(collector.spans.length).toBe(3), { timeout: 20_000 })
  expect(collector.spans.every(({ parentSpanId }) => parentSpanId === null)).toBe(true)
})

test('a sampler that keeps nothing sends nothing', async () => {
  {
    await using _tracing = begin({ name: 'traceidratio', ratio: 0 })
    inSpan(named('unkept'), () => inInnerSpan(named('inner'), () => {}))
  }
  expect(collector.spans).toEqual([])
})

test('a collector that is away is told of once, and once when it is back', async () => {
  await using _tracing = begin({ name: 'always_on', ratio: 1 })
  collector.status = 400
  const sent = async () => {
    const before = told.length + collector.spans.length
    await vi.waitFor(
      () => {
        inSpan(named('work'), () => {})
        expect(told.length + collector.spans.length).toBeGreaterThan(before)
      },
      { timeout: 20_000 },
    )
  }
  await sent()
  collector.status = 200
  await sent()
  await vi.waitFor(() => expect(told.length).toBe(2), { timeout: 20_000 })
  expect(told[0]).toMatch(/takes no traces/)
  expect(told[1]).toMatch(/takes traces again/)
})

test.each([
  ['SELECT id, title FROM events WHERE title = $1', 'SELECT events'],
  ['  select 1', 'SELECT'],
  ['INSERT INTO "log" (seq) VALUES (1)', 'INSERT log'],
  ['UPDATE bulletin.sources SET x = 1', 'UPDATE bulletin.sources'],
  ['WITH found AS (SELECT * FROM stories) SELECT * FROM found', 'WITH stories'],
  ["SELECT 'from secret_value' AS x", 'SELECT'],
  ['???', 'SQL'],
])('%s is told as %s', (sql, name) => {
  expect(statementName(sql)).toBe(name)
})
