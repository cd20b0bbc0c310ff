import { type Connect, type Place, type Result, toError } from './transport.ts'

/** GraphQL over SSE: one answer that goes on, read no faster than its changes are dealt with. */
export const overSse: Connect = async function* ({ url, token, payload, signal }, place) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(place.cursor && { 'last-event-id': place.cursor }),
    },
    body: JSON.stringify(payload),
    signal: signal ?? null,
  })
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    throw await refusal(response, place)
  place.failures = 0
  for await (const block of blocksOf(response.body!)) {
    const { event, data, id, retry } = fieldsOf(block)
    if (retry) place.retryMs = Number(retry)
    if (event === 'next') {
      const result = JSON.parse(data ?? '') as Result
      if (!result.data && result.errors) throw toError(result.errors)
      yield result
    } else if (event === 'error') throw toError((JSON.parse(data ?? '') as Result).errors)
    // Without a change: what lies before this place does not concern us.
    else if (id) place.cursor = id
    if (event === 'complete') return
  }
  throw new Error('The connection broke off')
}

async function refusal(response: Response, place: Place): Promise<Error> {
  const seconds = Number(response.headers.get('retry-after'))
  if (seconds > 0) place.retryMs = seconds * 1000
  const text = await response.text()
  if (response.status >= 500 || response.status === 429)
    return new Error(`The gateway answered ${response.status}: ${text.slice(0, 200)}`)
  try {
    return toError((JSON.parse(text) as Result).errors)
  } catch {
    return new Error(`The gateway answered ${response.status}: ${text.slice(0, 200)}`)
  }
}

async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
    rest = blocks.pop()!
    yield* blocks
  }
}

function fieldsOf(block: string): { event?: string; data?: string; id?: string; retry?: string } {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line))
  return Object.fromEntries(fields.flatMap((match) => (match ? [[match[1], match[2]]] : [])))
}
