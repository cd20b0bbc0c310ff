import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { FanoutOptions } from '../fanout.ts'
import { type Figures, medianOf, shown } from './figures.ts'
import { measureSpan } from './measure.ts'
import { everyMs, openOurs } from './open-ours.ts'
import { query } from './requests.ts'
import { openSubscribers } from './subscribers.ts'

const bodyLetters = 2000
/** Two megabytes a second: a reader who takes nothing of it is past every buffer within seconds. */
const greedy = `subscription { eventChanges { event { ${Array.from({ length: 28 }, (_, i) => `f${i}: body`).join(' ')} } } }`
const warmUpMs = 3000
/** What waits in buffers is read within it. */
const readMs = 10_000

/** Subscribers without and with one among them that takes nothing, by turns on the same gateway. */
export async function stalled({ seconds, rounds, ...options }: FanoutOptions): Promise<boolean> {
  const subscribers = options.subscribers ?? 1000
  let met = true
  for (const transport of ['websocket', 'sse'] as const) {
    await using ours = await openOurs({ bodyLetters })
    await using healthy = await openSubscribers(ours.server, {
      transport,
      count: subscribers,
      query,
      variables: [{}],
    })
    const span = () => measureSpan(ours.server, healthy, { seconds, everyMs, subscribers })
    await ours.publish(true)
    await pause(warmUpMs)
    const [without, beside]: [Figures[], Figures[]] = [[], []]
    let cut = 0
    for (let round = 0; round < rounds; round++) {
      without.push(await span())
      const reader = keepStalled(ours.server.ready.url!)
      await pause(warmUpMs)
      beside.push(await span())
      if (await reader.wasCutOff()) cut += 1
    }
    await ours.publish(false)
    const [a, b] = [medianOf(without), medianOf(beside)]
    console.log(`\n${transport}: ${subscribers} subscribers, without and with a reader that takes nothing`)
    console.table({ without: shown(a), beside: shown(b) })
    console.log(
      `share ${b.share.toFixed(3)} (bar 0.99), p99 ${(b.p99 / a.p99).toFixed(2)}× of that without (bar 1.5), memory +${b.growth.toFixed(0)} MB (bar 30); the reader was cut off in ${cut} of ${rounds} rounds`,
    )
    met &&= b.share > 0.99 && b.p99 <= a.p99 * 1.5 && b.growth <= 30 && cut > 0
  }
  return met
}

/** Asks for much and reads nothing; once it reads again, it is told that it was cut off. */
function keepStalled(url: string): { wasCutOff(): Promise<boolean> } {
  const { hostname, port } = new URL(url)
  const body = JSON.stringify({ query: greedy })
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  socket.once('data', (bytes) => {
    if (bytes.indexOf(' 200 ') !== 8) throw new Error(String(bytes))
    socket.pause()
  })
  return {
    async wasCutOff() {
      let end = ''
      socket.on('data', (bytes) => {
        end = (end + bytes.toString('latin1')).slice(-1000)
      })
      socket.resume()
      const until = performance.now() + readMs
      while (!end.includes('TOO_SLOW') && performance.now() < until) await pause(50)
      socket.destroy()
      return end.includes('TOO_SLOW')
    },
  }
}
