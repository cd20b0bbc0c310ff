import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StartServer } from './server.ts'

/** The floor: reads the request, picks ready bytes, sends them. */
export const start: StartServer = async ({ answers = [] }) => {
  const ready = answers.map((answer) => Buffer.from(answer))
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { operationName } = JSON.parse(Buffer.concat(chunks).toString()) as { operationName: string }
      const body = ready[Number(operationName.split('_')[1])] ?? ready[0]!
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': body.length,
      })
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
