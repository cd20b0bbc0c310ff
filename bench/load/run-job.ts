import { openConnection } from './connection.ts'

export interface Job {
  url: string
  /** Request bodies, sent in turn. */
  bodies: string[]
  connections: number
  /** How long, or how many. */
  seconds?: number
  requests?: number
}

export interface Answer {
  requests: number
  failures: number
  seconds: number
  bytes: number
  /** Milliseconds. */
  p50: number
  p99: number
}

/** Keeps `connections` requests under way for the time given; one request a connection at once. */
export async function runJob({
  url,
  bodies,
  connections,
  seconds,
  requests: most = Number.POSITIVE_INFINITY,
}: Job): Promise<Answer> {
  const { hostname, port, host, pathname } = new URL(url)
  const requests = bodies.map((body) => {
    const length = Buffer.byteLength(body)
    const lines = [`POST ${pathname} HTTP/1.1`, `host: ${host}`, 'content-type: application/json']
    return Buffer.from([...lines, `content-length: ${length}`, '', body].join('\r\n'))
  })
  const open = Array.from({ length: connections }, () => openConnection(hostname, Number(port)))
  const clients = await Promise.all(open)
  const took: number[] = []
  let [next, failures, bytes] = [0, 0, 0]
  const started = performance.now()
  const until = started + (seconds ?? Number.POSITIVE_INFINITY) * 1000
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until && next < most) {
        const sent = performance.now()
        const answer = await client.ask(requests[next++ % requests.length]!)
        bytes += answer.bytes
        if (answer.status !== 200) failures++
        took.push(performance.now() - sent)
      }
      client.close()
    }),
  )
  const elapsed = (performance.now() - started) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return { requests: took.length, failures, seconds: elapsed, bytes, p50: at(0.5), p99: at(0.99) }
}
