import { request } from 'node:http'
import fc from 'fast-check'
import { SourceUnreachable } from '../../src/model/errors.ts'
import { loadSchema } from '../../src/server/load-schema.ts'
import { openStore } from '../../src/store/index.ts'
import { startGateway } from '../doubles/start-gateway.ts'
import { fillStore } from '../store/backup/filled-store.ts'
import { bodies, headers, likelyDocuments, wildDocuments } from './documents.ts'

export interface FuzzReport {
  requests: number
  byStatus: Record<string, number>
  slowestMs: number
  heapGrowthMb: number
  seed: number
}

/** How long one answer may take before it counts as a hang. */
const hangMs = 20_000

/**
 * Sends generated requests until the time is over or `most` are sent. Throws with the request and the seed where the
 * gateway crashes, hangs, shows what it must not, or meets an error of its own.
 */
export async function fuzzGateway(options: {
  seconds: number
  most: number
  seed?: number
}): Promise<FuzzReport> {
  await using store = await openStore({ dataDir: 'memory://' })
  await fillStore(store)
  const away = new SourceUnreachable('No site is reached here.')
  await using gateway = await startGateway({ store, fetchItems: async (urls) => urls.map(() => away) })
  const schema = await loadSchema()
  const document = fc.oneof(
    { weight: 3, arbitrary: likelyDocuments(schema) },
    { weight: 1, arbitrary: wildDocuments },
  )
  const asked = fc.record({ body: bodies(document), headers, get: fc.boolean() })
  const seed = options.seed ?? Date.now() % 2 ** 31
  const report: FuzzReport = { requests: 0, byStatus: {}, slowestMs: 0, heapGrowthMb: 0, seed }
  const before = heapMb()
  const until = performance.now() + options.seconds * 1_000
  await fc.assert(
    fc.asyncProperty(asked, async (each) => {
      const began = performance.now()
      const { status, text } = await send(gateway.url, each)
      const ms = performance.now() - began
      report.requests++
      report.byStatus[status] = (report.byStatus[status] ?? 0) + 1
      report.slowestMs = Math.max(report.slowestMs, ms)
      if (status >= 500) throw new Error(`status ${status}: ${text.slice(0, 500)}`)
      if (/node_modules|\bat .+\.(?:ts|js):\d+/.test(text)) throw new Error(`a stack: ${text.slice(0, 500)}`)
      const fault = gateway.log.splice(0).find(({ level }) => level === 'error')
      if (fault)
        throw new Error(
          `a fault of ours: ${fault.message} ${String((fault.details as { err?: Error }).err?.stack)}`,
        )
    }),
    {
      seed,
      numRuns: options.most,
      interruptAfterTimeLimit: Math.max(0, until - performance.now()),
      markInterruptAsFailure: false,
    },
  )
  report.heapGrowthMb = heapMb() - before
  return report
}

function send(
  url: string,
  { body, headers, get }: { body: string; headers: Record<string, string>; get: boolean },
): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const path = get ? `/graphql?${searchOf(body)}` : '/graphql'
  const given = get ? headers : { 'content-type': 'application/json', ...headers }
  const outgoing = request(
    `${url}${path}`,
    { method: get ? 'GET' : 'POST', headers: given, timeout: hangMs },
    (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      answer.once('error', reject)
    },
  )
  outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer within ${hangMs} ms`)))
  outgoing.once('error', reject)
  outgoing.end(get ? undefined : body)
  return promise
}

/** Addresses have no room for what bodies have. */
function searchOf(body: string): string {
  let query: unknown = body
  try {
    query = (JSON.parse(body) as { query?: unknown } | null)?.query ?? body
  } catch {
    // As it is, then.
  }
  return new URLSearchParams({
    query: (typeof query === 'string' ? query : (JSON.stringify(query) ?? '')).slice(0, 3_000).toWellFormed(),
  }).toString()
}

function heapMb(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1_048_576
}
