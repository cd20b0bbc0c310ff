import type { GraphQLSchema } from 'graphql'
import type { ContextFactory } from '../../read/context.ts'
import { coverageOf } from '../coverage-extension.ts'
import type { Exchange } from '../exchange.ts'
import type { QueryMeter } from '../limits/query-meter.ts'
import type { QueryPolicy } from '../limits/query-policy.ts'
import type { PersistedQueries } from '../persisted-queries.ts'
import type { ServerLog } from '../server-log.ts'
import { createBufferPool } from './buffer-pool.ts'
import { createFragmentCache } from './fragment-cache.ts'
import { mediaType } from './media-type.ts'
import { createOperationStore } from './operation-store.ts'
import type { Piece } from './piece.ts'
import { PlainWay } from './plain-way.ts'
import { type PreparedOperation, prepareOperation } from './prepare-operation.ts'
import {
  persistedQueryOf,
  type QueryRequest,
  readQueryRequest,
  readQuerySearch,
} from './read-query-request.ts'
import { createResponseCache, type KeptAnswer, keptAnswer } from './response-cache.ts'
import { sendKept, sendPiece } from './send-answer.ts'
import { measure, writePiece } from './write-piece.ts'

export interface QueryMemory {
  /** Of serialised selections of events. */
  fragmentBytes: number
  /** Of whole answers. */
  responseBytes: number
}

/** With the rest of the process below 300 MB. */
export const defaultQueryMemory: QueryMemory = {
  fragmentBytes: 96 * 1024 * 1024,
  responseBytes: 16 * 1024 * 1024,
}

export interface QueryPath {
  /** True when it has answered. `body` is absent for a GET. */
  answer(exchange: Exchange, body: unknown): Promise<boolean>
  /** To be told which body (or search) Apollo has answered: a text it knows by its hash is known here from then on. */
  learn(request: unknown): Promise<void>
}

/**
 * Answers what can be answered from prepared operations and kept bytes; whatever is out of the ordinary, every error
 * included, is left to Apollo, so that there is one place that words them.
 */
export function createQueryPath(ports: {
  schema: GraphQLSchema
  contexts: ContextFactory
  policy: Pick<QueryPolicy, 'rules' | 'documents'>
  meter: QueryMeter
  persisted: PersistedQueries
  log: ServerLog
  memory: QueryMemory
}): QueryPath {
  const { contexts, meter, persisted, log, memory } = ports
  const fragments = createFragmentCache(memory.fragmentBytes)
  const operations = createOperationStore((query, name) =>
    prepareOperation({ ...ports, fragments }, query, name),
  )
  const responses = createResponseCache(memory.responseBytes)
  const pool = createBufferPool(32 * 1024 * 1024)
  const flights = new Map<string, Promise<KeptAnswer>>()

  async function write(
    operation: PreparedOperation,
    { variables }: QueryRequest,
    exchange: Exchange,
  ): Promise<Piece> {
    const context = contexts.create(exchange.id, exchange.caller)
    const data = await operation.run({ context, variables: operation.coerce(variables) })
    const note = await coverageOf(context, log)
    return ['{"data":', data, note ? `,"extensions":${JSON.stringify({ coverage: note })}}\n` : '}\n']
  }

  /** One computation for all who ask the same meanwhile. */
  function keep(key: string, version: string, make: () => Promise<Piece>): Promise<KeptAnswer> {
    const flight = `${version} ${key}`
    const running = flights.get(flight)
    if (running) return running
    const made = make()
      .then((piece) => {
        const bytes = Buffer.allocUnsafe(measure(piece))
        const answer = keptAnswer(version, Buffer.copyBytesFrom(bytes, 0, writePiece(piece, bytes, 0)))
        responses.put(key, answer)
        return answer
      })
      .finally(() => flights.delete(flight))
    flights.set(flight, made)
    return made
  }

  /** The answer, not yet sent. */
  async function make(operation: PreparedOperation, request: QueryRequest, exchange: Exchange) {
    const key = `${operation.number} ${exchange.caller?.scope ?? ''} ${JSON.stringify(request.variables)}`
    if (!responses.isRepeated(key)) return { piece: await write(operation, request, exchange) }
    // Before anything is read: what is read later is at least as new.
    const version = await contexts.version()
    const known = responses.get(key, version)
    return { key, kept: known ?? (await keep(key, version, () => write(operation, request, exchange))) }
  }

  return {
    learn: (request) => operations.learn(persistedQueryOf(request), persisted),
    async answer(exchange, body) {
      const type = mediaType(exchange.request.headers.accept)
      const request =
        body === undefined ? readQuerySearch(exchange.search, operations) : readQueryRequest(body, operations)
      const operation = type && request && operations.get(request.query, request.operationName)
      if (!type || !request || !operation) return false
      let made: Awaited<ReturnType<typeof make>>
      try {
        exchange.charged = await meter.charge(exchange.caller, operation.costOf(request.variables))
        made = await make(operation, request, exchange)
      } catch (error) {
        if (!(error instanceof PlainWay)) log.debug({ err: error }, 'a query goes the plain way')
        return false
      }
      for (const [name, value] of Object.entries(exchange.charged)) exchange.response.setHeader(name, value)
      const { key, kept, piece } = made
      if (piece !== undefined) return sendPiece(exchange, type, piece, pool)
      return sendKept(exchange, type, kept, () => responses.grown(key))
    },
  }
}
