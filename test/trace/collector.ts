import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedSpan {
  traceId: string
  spanId: string
  parentSpanId: string | null
  name: string
  /** OTLP's number: 1 internal, 2 server, 3 client, 5 consumer. */
  kind: number
  attributes: Record<string, unknown>
  failed: boolean
  resource: Record<string, unknown>
}

/** An OTLP/HTTP receiver on loopback. */
export interface Collector extends AsyncDisposable {
  url: string
  spans: ReceivedSpan[]
  /** Status it answers with. */
  status: number
  /** Names from the span up to its root. */
  lineage(span: ReceivedSpan): string[]
}

interface Attribute {
  key: string
  value: Record<string, unknown>
}

interface Wire {
  resourceSpans: {
    resource: { attributes: Attribute[] }
    scopeSpans: {
      spans: {
        traceId: string
        spanId: string
        parentSpanId?: string
        name: string
        kind: number
        attributes?: Attribute[]
        status?: { code?: number }
      }[]
    }[]
  }[]
}

export async function startCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (collector.status === 200 && request.url === '/v1/traces')
      spans.push(...read(JSON.parse(Buffer.concat(chunks).toString()) as Wire))
    response.writeHead(collector.status, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const collector: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    status: 200,
    lineage(span) {
      const names = [span.name]
      let at: ReceivedSpan | undefined = span
      while (at?.parentSpanId) {
        const { traceId, parentSpanId }: ReceivedSpan = at
        at = spans.find((each) => each.traceId === traceId && each.spanId === parentSpanId)
        names.push(at?.name ?? `outside ${parentSpanId}`)
      }
      return names
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return collector
}

function read({ resourceSpans }: Wire): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ traceId, spanId, parentSpanId, name, kind, attributes = [], status }) => ({
        ...{ traceId, spanId, name, kind, parentSpanId: parentSpanId || null },
        attributes: plain(attributes),
        failed: status?.code === 2,
        resource: plain(resource.attributes),
      })),
  )
}

function plain(attributes: Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
