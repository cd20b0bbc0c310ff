import { type IncomingMessage, request } from 'node:http'
import { createJournal, type LiveRequest, type Reading, type Transport } from './live-reader.ts'

/** A plain client of GraphQL over SSE, distinct connections. */
export const sseTransport: Transport = { name: 'SSE', read }

export interface SseEvent {
  event: string
  data: string
  id?: string
  retry?: number
}

/** Splits a stream as browsers do; what is not complete yet is kept for the next call. */
export function createSseParser(onEvent: (event: SseEvent) => void): (text: string) => void {
  let rest = ''
  return (text) => {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop()!
    for (const block of blocks) {
      const event: SseEvent = { event: 'message', data: '' }
      for (const line of block.split('\n')) {
        const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? []
        if (field === 'event' || field === 'data' || field === 'id') event[field] = value ?? ''
        if (field === 'retry') event.retry = Number(value)
      }
      onEvent(event)
    }
  }
}

async function read(url: string, { place, ...body }: LiveRequest): Promise<Reading> {
  const journal = createJournal()
  const asked = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(place && { 'last-event-id': place }),
    },
    agent: false,
  })
  asked.end(JSON.stringify(body))
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve)
    asked.once('error', reject)
  })
  response.setEncoding('utf8')
  response.on('error', () => {})
  if (!response.headers['content-type']?.startsWith('text/event-stream')) {
    const text = (await response.toArray()).join('')
    journal.end({ how: 'refused', code: response.statusCode, errors: JSON.parse(text).errors })
  } else listen(response, journal)
  return {
    ...journal,
    pause: () => response.pause(),
    resume: () => response.resume(),
    drop: () => response.destroy(),
  }
}

function listen(response: IncomingMessage, journal: ReturnType<typeof createJournal>): void {
  const parse = createSseParser(({ event, data, id }) => {
    if (event === 'next') journal.add(JSON.parse(data))
    else if (event === 'complete') journal.end({ how: 'complete', cursor: id })
    else if (event === 'error') {
      const [{ message, extensions }] = JSON.parse(data).errors
      journal.end({ how: 'closed', reason: message, cursor: extensions.cursor })
    }
  })
  response.on('data', parse)
  response.once('close', () => journal.end({ how: 'closed' }))
}
