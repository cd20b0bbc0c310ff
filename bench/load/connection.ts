import { connect } from 'node:net'

export interface Connection {
  /** Sends one request and resolves with the status and size of the answer, which is thrown away. */
  ask(request: Buffer): Promise<{ status: number; bytes: number }>
  close(): void
}

/**
 * As little of an HTTP client as can be: a full one costs more than the servers it would measure. Knows answers
 * with a length and chunked ones.
 */
export async function openConnection(host: string, port: number): Promise<Connection> {
  const socket = connect({ host, port, noDelay: true })
  let done: ((answer: { status: number; bytes: number }) => void) | null = null
  let failed: ((error: Error) => void) | null = null
  let [status, missing, bytes] = [0, -1, 0]
  let head = ''

  function finish(): void {
    const resolve = done
    const answer = { status, bytes }
    done = failed = null
    head = ''
    ;[missing, bytes] = [-1, 0]
    resolve?.(answer)
  }

  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (missing === -1) {
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      status = Number(head.slice(9, 12))
      const length = /\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end))?.[1]
      missing = length === undefined ? Number.POSITIVE_INFINITY : Number(length) - (head.length - end - 4)
      if (missing === Number.POSITIVE_INFINITY && head.endsWith('\r\n0\r\n\r\n')) finish()
    } else if (missing === Number.POSITIVE_INFINITY) {
      if (chunk.subarray(-7).toString('latin1').endsWith('\r\n0\r\n\r\n')) finish()
    } else missing -= chunk.length
    if (missing === 0) finish()
  })
  socket.on('error', (error) => failed?.(error))
  socket.on('close', () => failed?.(new Error('The server closed the connection.')))
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        done = resolve
        failed = reject
        socket.write(request)
      }),
    close: () => void socket.destroy(),
  }
}
