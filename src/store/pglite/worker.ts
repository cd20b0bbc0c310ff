import { parentPort, type Transferable, workerData } from 'node:worker_threads'
import { PGlite, type Results, types } from '@electric-sql/pglite'
import { closeStatement, type Opening, openingId, type Reply, type Request, type Rows } from './messages.ts'
import { toSentError } from './sent-error.ts'
import { keepTemplate, readTemplate } from './template.ts'

// The thread of the embedded database: runs statements one after the other, in the order they come.

const asText = (value: string) => value
const jsonTypes = new Set<number>([types.JSON, types.JSONB])
const port = parentPort!
const { dataDir, setup } = workerData as Opening

const opening = open()
opening.then(
  () => send({ id: openingId, results: [] }),
  (error) => fail(openingId, error),
)
port.on('message', answer)

async function open(): Promise<PGlite> {
  // A folder is made once; demonstrations and tests open many databases that hold nothing.
  const inMemory = dataDir.startsWith('memory://')
  const template = inMemory ? await readTemplate() : undefined
  const pglite = await PGlite.create(dataDir, {
    // Files are in the system's cache anyway; the usual 128 MB would be held twice.
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'],
    // Days have no zone; a Date would give them the machine's.
    parsers: { [types.DATE]: asText, [types.JSON]: asText, [types.JSONB]: asText },
    loadDataDir: template,
  })
  if (inMemory && !template) await keepTemplate(pglite)
  await pglite.exec(setup)
  pglite.onNotification((channel, payload) => send({ channel, payload }))
  return pglite
}

async function answer({ id, sql, params }: Request): Promise<void> {
  try {
    const pglite = await opening
    if (sql === closeStatement) {
      await pglite.close()
      send({ id, results: [] })
      port.close()
    } else if (params) send({ id, results: [toRows(await pglite.query(sql, params, { rowMode: 'array' }))] })
    else send({ id, results: (await pglite.exec(sql, { rowMode: 'array' })).map(toRows) })
  } catch (error) {
    fail(id, error)
  }
}

function fail(id: number, error: unknown): void {
  send({ id, error: toSentError(error) })
  // What the machine code left behind cannot be trusted; the folder can, and is opened again by another thread.
  if (error instanceof WebAssembly.RuntimeError || (error as Error).name === 'ExitStatus') process.exit(1)
}

function toRows({ fields, rows }: Results): Rows {
  const json = fields.flatMap(({ dataTypeID }, index) => (jsonTypes.has(dataTypeID) ? index : []))
  return { columns: fields.map(({ name }) => name), json, rows: rows as unknown[][] }
}

function send(reply: Reply): void {
  port.postMessage(reply, 'results' in reply ? buffersIn(reply.results) : [])
}

/** Bytes are handed over instead of copied. */
function buffersIn(results: Rows[]): Transferable[] {
  const found = new Set<Transferable>()
  for (const { rows } of results)
    for (const row of rows)
      for (const value of row)
        if (value instanceof Uint8Array && value.byteLength === value.buffer.byteLength)
          found.add(value.buffer as ArrayBuffer)
  return [...found]
}
