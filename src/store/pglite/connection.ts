import { Worker } from 'node:worker_threads'
import { closeStatement, type Opening, openingId, type Reply, type Request, type Rows } from './messages.ts'
import { fromSentError } from './sent-error.ts'

export interface Connection {
  run<Row>(sql: string, params?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

export interface ConnectionEvents {
  onNotify(channel: string, payload: string): void
  /** The thread has ended without having been asked to. */
  onLost(error: Error): void
}

interface Waiting {
  resolve(results: Rows[]): void
  reject(error: Error): void
}

/** SQLSTATE of a server that stopped: what was under way may be tried again. */
const stopped = '57P01'

/**
 * Opens the embedded database in a thread of its own, so that no statement keeps this one waiting. Statements run in
 * the order they are sent. The process does not stay for an idle thread.
 */
export async function openConnection(opening: Opening, events: ConnectionEvents): Promise<Connection> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: opening, name: 'pglite' })
  const waiting = new Map<number, Waiting>()
  let lastId = openingId
  let end: Error | null = null
  let isOpen = false

  worker.on('message', (reply: Reply) => {
    if ('channel' in reply) return events.onNotify(reply.channel, reply.payload)
    const waiter = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (!waiting.size) worker.unref()
    if ('error' in reply) waiter?.reject(fromSentError(reply.error))
    else waiter?.resolve(reply.results)
  })
  worker.on('error', (error) => ended(error))
  worker.on('exit', () => ended())

  function ended(cause?: Error): void {
    if (end) return
    const why = cause ? `: ${cause.message}` : ''
    end = Object.assign(new Error(`The embedded database stopped${why}. Try again.`, { cause }), {
      code: stopped,
    })
    for (const { reject } of waiting.values()) reject(end)
    waiting.clear()
    if (isOpen) events.onLost(end)
  }

  function wait(id: number): Promise<Rows[]> {
    if (!waiting.size) worker.ref()
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  }

  function ask(sql: string, params?: unknown[]): Promise<Rows[]> {
    if (end) return Promise.reject(end)
    const request: Request = { id: ++lastId, sql, ...(params && { params }) }
    worker.postMessage(request)
    return wait(request.id)
  }

  try {
    await wait(openingId)
    isOpen = true
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return {
    run: async <Row>(sql: string, params?: unknown[]) => toObjects<Row>(await ask(sql, params)),
    close: async () => {
      isOpen = false
      // A thread that has already ended is closed.
      await ask(closeStatement).catch(() => {})
      await worker.terminate()
    },
  }
}

function toObjects<Row>(results: Rows[]): Row[] {
  return results.flatMap(({ columns, json, rows }) =>
    rows.map((values) => {
      for (const index of json)
        if (values[index] !== null) values[index] = JSON.parse(values[index] as string)
      const row: Record<string, unknown> = {}
      for (let i = 0; i < columns.length; i++) row[columns[i]!] = values[i]
      return row as Row
    }),
  )
}
