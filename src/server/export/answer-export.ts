import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import type { Clock } from '../../model/clock.ts'
import { createPiecewiseDeadline } from '../../model/piecewise-deadline.ts'
import type { ContextFactory } from '../../read/context.ts'
import { errorCodes, isErrorCode } from '../error-codes.ts'
import { answer, answerJson, type Exchange, type Step } from '../exchange.ts'
import type { QueryMeter } from '../limits/query-meter.ts'
import type { QueryPolicy } from '../limits/query-policy.ts'
import type { FormatError } from '../live/live-ports.ts'
import type { PersistedQueries } from '../persisted-queries.ts'
import { RequestError } from '../request-error.ts'
import { coverageHeader } from './coverage-header.ts'
import { type ExportFormat, exportFormat } from './export-format.ts'
import { leanHeap } from './lean-heap.ts'
import { pageThrough, type TablePage } from './page-through.ts'
import { planTable } from './plan-table.ts'
import { prepareExport } from './prepare-export.ts'
import { readRequest } from './read-request.ts'
import { streamTable } from './stream-table.ts'
import { createTableWriter, type TableWriter } from './table-writer.ts'

export interface ExportStepPorts {
  schema: GraphQLSchema
  contexts: ContextFactory
  persisted: PersistedQueries
  formatError: FormatError
  clock: Clock
  maxBodyBytes: number
  policy: QueryPolicy
  meter: QueryMeter
}

/**
 * `/graphql` for those who want a table: one list of a query as CSV or NDJSON, every page of it, in constant
 * memory. What is wrong before the first row is told as a GraphQL error; what goes wrong later ends the table with
 * a line that says so, and the connection without its proper end.
 */
export function answerExport(ports: ExportStepPorts): Step {
  return async (exchange) => {
    if (exchange.path !== '/graphql') return false
    const format = exportFormat(exchange)
    if (!format || exchange.method === 'OPTIONS') return false
    if (!['GET', 'HEAD', 'POST'].includes(exchange.method))
      throw new RequestError('METHOD_NOT_ALLOWED', `Use GET or POST, not ${exchange.method}.`, {
        allow: 'GET, HEAD, POST, OPTIONS',
      })
    const request = await readRequest(exchange, ports)
    const errorsOf = (thrown: unknown) => toErrors(thrown, ports.formatError)
    using deadline = createPiecewiseDeadline(ports.policy.timeoutMs)
    exchange.response.once('close', deadline.stop)
    let pages: AsyncGenerator<TablePage>
    let writer: TableWriter
    let first: IteratorResult<TablePage, void>
    let headers: Record<string, string>
    try {
      ports.policy.documents.check(request.query)
      const asked = prepareExport(ports.schema, request, ports.policy.rules)
      const plan = planTable(ports.schema, asked)
      writer = createTableWriter(format, plan.columns)
      headers = headersOf(writer, format, plan.field.key, ports.clock)
      if (exchange.method === 'HEAD') return answer(exchange, 200, headers)
      pages = pageThrough(asked, plan, {
        schema: ports.schema,
        context: () => ports.contexts.create(exchange.id, exchange.caller, { sweep: true }),
        deadline,
        charge: (operation) => ports.meter.charge(exchange.caller, ports.meter.costOf(operation)),
      })
      first = await pages.next()
      if (!first.done) headers = { ...headers, ...(await coverageHeader(first.value.context)) }
    } catch (thrown) {
      return refuse(exchange, errorsOf(thrown))
    }
    using _lean = leanHeap()
    exchange.response.writeHead(200, headers)
    await streamTable(exchange.response, writer, { first, rest: pages }, (thrown) => {
      const [{ message, extensions } = { message: 'Internal error' }] = errorsOf(thrown)
      return { message, code: String(extensions?.code ?? 'INTERNAL_SERVER_ERROR') }
    })
    return true
  }
}

function headersOf(
  { contentType }: TableWriter,
  { name }: ExportFormat,
  key: string,
  clock: Clock,
): Record<string, string> {
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${key}-${clock.now().toISOString().slice(0, 10)}.${name}"`,
    'cache-control': 'no-store',
    vary: 'accept',
    // Proxies that collect answers would hold a stream back.
    'x-accel-buffering': 'no',
  }
}

/** Status by the first error, since no part of an answer goes with it. */
function refuse(exchange: Exchange, errors: GraphQLFormattedError[]): true {
  const code = errors[0]?.extensions?.code
  return answerJson(exchange, isErrorCode(code) ? errorCodes[code] : 500, { errors })
}

function toErrors(thrown: unknown, formatError: FormatError): GraphQLFormattedError[] {
  return (Array.isArray(thrown) ? thrown : [thrown]).map((error: unknown) => {
    const wrapped =
      error instanceof GraphQLError
        ? error
        : new GraphQLError((error as Error).message, { originalError: error as Error })
    return formatError(wrapped.toJSON(), wrapped)
  })
}
