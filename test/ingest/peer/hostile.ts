import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toCursor } from '../../../src/model/cursor.ts'
import type { Address } from './state.ts'

type Handler = (
  request: { query: string; variables: Record<string, unknown> },
  response: ServerResponse,
  raw: IncomingMessage,
) => void

export interface Hostile extends AsyncDisposable, Address {
  handle: Handler
  requests: number
}

/** A program that answers at a gateway's address as a test says. */
export async function startHostile(name: string, handle: Handler): Promise<Hostile> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    hostile.requests++
    hostile.handle(JSON.parse(Buffer.concat(chunks).toString()), response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hostile: Hostile = {
    name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handle,
    requests: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return hostile
}

export const log = 'f00df00df00df00d'
export const cursor = (seq: number) => toCursor({ log, seq })

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** An event as an honest gateway tells it. */
export function told(number: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const url = `https://uz.example/news/${number}/`
  return {
    ...{
      seq: number,
      url,
      title: `Изъято ${number} кг героина`,
      summary: null,
      body: `Изъято ${number} кг героина.`,
    },
    ...{ html: `<p>Изъято ${number} кг героина.</p>`, language: 'ru', status: 'PUBLISHED', images: [] },
    ...{ publishedAt: '2025-04-10T06:00:00Z', publishedPrecision: 'MINUTE', publishedOn: '2025-04-10' },
    source: {
      id: 'uz/police',
      country: { code: 'UZ' },
      name: 'Police',
      homepage: 'https://uz.example/',
      language: 'ru',
    },
    provenance: {
      ...{ requestedUrl: url, finalUrl: url, status: 200, fetchedAt: '2025-04-10T07:00:00Z' },
      ...{ sha256: 'cd'.repeat(32), contentType: 'text/html', strategy: 'feed', via: [] },
    },
    ...changes,
  }
}

/** A page of the log with these events at positions 1, 2, 3 … */
export function page(
  events: unknown[],
  { hasNextPage = false, end = events.length, start = 1 } = {},
): object {
  return {
    data: {
      eventChanges: {
        nodes: events.map((event, i) => ({
          cursor: cursor(start + i),
          seq: start + i,
          kind: 'ADDED',
          event,
        })),
        pageInfo: { endCursor: cursor(end), hasNextPage, hasPreviousPage: false },
      },
    },
  }
}
