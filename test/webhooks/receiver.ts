import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook as Verifier } from 'standardwebhooks'

export interface Received {
  id: string
  headers: Record<string, string>
  body: string
  // biome-ignore lint/suspicious/noExplicitAny: read as tests expect it
  message: any
}

export type Answer = (received: Received, response: ServerResponse, index: number) => void

export interface Receiver extends AsyncDisposable {
  url: string
  port: number
  /** Every message that came, also those that were not taken. */
  received: Received[]
  /** Positions of the messages that came, in order. */
  seqs(): number[]
  answer: Answer
}

export const take: Answer = (_, response) => void response.writeHead(204).end()
export const refuseWith =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end()

/** A real HTTP server on loopback that takes messages as `answer` has it. */
export async function startReceiver(answer: Answer = take, port = 0): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const received = await read(request)
    receiver.received.push(received)
    receiver.answer(received, response, receiver.received.length - 1)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: own } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${own}/hook`,
    port: own,
    received: [],
    seqs: () => receiver.received.map(({ message }) => message.data.seq),
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}

/** Throws where the library of Standard Webhooks does not accept the message. */
export function verify({ body, headers }: Received, secret: string): unknown {
  return new Verifier(secret).verify(body, headers)
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  const headers = request.headers as Record<string, string>
  return { id: headers['webhook-id'] ?? '', headers, body, message: JSON.parse(body) }
}
