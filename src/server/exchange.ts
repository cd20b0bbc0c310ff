import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '../model/access.ts'

/** One request with its answer in the making. */
export interface Exchange {
  id: string
  request: IncomingMessage
  response: ServerResponse
  method: string
  /** Of the address asked for; `search` with its question mark, or empty. */
  path: string
  search: string
  /** Who asks; nobody with rights until `authenticate` has looked. */
  caller: Caller
  /** Headers that tell what it was charged; absent until it was. */
  charged?: Record<string, string>
}

/** A step of the request list; true when it has answered. */
export type Step = (exchange: Exchange) => boolean | Promise<boolean>

/** Ends the exchange. A HEAD gets the headers of a GET and no body. */
export function answer(
  { method, response }: Exchange,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer = '',
): true {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) })
  response.end(method === 'HEAD' ? undefined : bytes)
  return true
}

export function answerJson(exchange: Exchange, status: number, value: unknown, headers = {}): true {
  const type = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  return answer(exchange, status, { ...type, ...headers }, `${JSON.stringify(value)}\n`)
}
