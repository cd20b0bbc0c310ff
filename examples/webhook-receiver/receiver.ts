import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'

/** What Bulletin sends; `webhook.test` has other data. */
export interface Message {
  type: 'event.added' | 'event.revised' | 'event.withdrawn' | 'webhook.test'
  timestamp: string
  data: { cursor: string; seq?: number; kind?: string; event?: Record<string, unknown> }
}

export interface Receiver {
  listener: RequestListener
  /** Of the last change that was dealt with: with it one can go on by any other way, or have it replayed. */
  readonly cursor: string | null
}

const maxBytes = 4 * 1024 * 1024

/**
 * Takes each message once, whatever the network does: the signature is verified, the message is dealt with and its
 * id written to the journal, and only then it is answered 204. What comes again is known by its id. While a secret
 * is being changed both are given.
 * @param onMessage may throw: then the message is answered 500, and comes again
 */
export function createReceiver(options: {
  secrets: string[]
  /** A file of one JSON line a message; in a service of your own a table, written with your work. */
  journal: string
  onMessage(message: Message): void
}): Receiver {
  const { secrets, journal, onMessage } = options
  const seen = new Set<string>()
  let cursor: string | null = null
  for (const line of readLines(journal)) {
    seen.add(line.id)
    cursor = line.cursor
  }

  function take(id: string, message: Message): void {
    if (seen.has(id)) return
    onMessage(message)
    append(journal, { id, cursor: message.data.cursor })
    seen.add(id)
    cursor = message.data.cursor
  }

  return {
    get cursor() {
      return cursor
    },
    async listener(request, response) {
      try {
        const body = await readBody(request)
        const headers = request.headers as Record<string, string>
        take(headers['webhook-id']!, verify(secrets, body, headers))
        response.writeHead(204).end()
      } catch (error) {
        response.writeHead(error instanceof WebhookVerificationError ? 401 : 500).end()
      }
    },
  }
}

/** Throws `WebhookVerificationError` where no secret fits, or the message is older than five minutes. */
function verify(secrets: string[], body: string, headers: Record<string, string>): Message {
  let refusal: unknown = new WebhookVerificationError('There is no secret to verify with.')
  for (const secret of secrets)
    try {
      return new Webhook(secret).verify(body, headers) as Message
    } catch (error) {
      refusal = error
    }
  throw refusal
}

/** As it came: a body that was parsed and written again has another signature. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Error('The message is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

interface Line {
  id: string
  cursor: string
}

/** The last line is torn where the power went while it was written: that message comes again. */
function readLines(path: string): Line[] {
  if (!existsSync(path)) return []
  const text = readFileSync(path, 'utf8')
  if (text && !text.endsWith('\n')) appendFileSync(path, '\n')
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Line]
    } catch {
      return []
    }
  })
}

/** On the disk when it returns. */
function append(path: string, line: Line): void {
  const file = openSync(path, 'a')
  try {
    writeSync(file, `${JSON.stringify(line)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

if (import.meta.main) {
  const { WEBHOOK_SECRET = '', PORT = '8787', JOURNAL = './webhook-journal.ndjson' } = process.env
  const receiver = createReceiver({
    secrets: WEBHOOK_SECRET.split(/\s+/).filter(Boolean),
    journal: JOURNAL,
    onMessage: ({ type, data }) => console.log(type, data.seq ?? '', data.event?.title ?? ''),
  })
  createServer(receiver.listener).listen(Number(PORT), '127.0.0.1', () =>
    console.log(`Waiting on http://127.0.0.1:${PORT}/; so far up to ${receiver.cursor ?? 'nothing'}`),
  )
}
