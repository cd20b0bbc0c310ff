import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { FanoutOptions } from '../fanout.ts'
import { type Figures, medianOf, shown } from './figures.ts'
import { measureSpan } from './measure.ts'
import { everyMs, openOurs } from './open-ours.ts'
import { query } from './requests.ts'
import { openSubscribers } from './subscribers.ts'

const bodyLetters = 2000
/** A megabyte a second: a reader who takes nothing of it is past every buffer within seconds. */
const greedy = `subscription { eventChanges { event { ${Array.from({ length: 14 }, (_, i) => `f${i}: body`).join(' ')} } } }`
const warmUpMs = 3000

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
      cut += reader.leave()
    }
    await ours.publish(false)
    const [a, b] = [medianOf(without), medianOf(beside)]
    console.log(`\n${transport}: ${subscribers} subscribers, without and with a reader that takes nothing`)
    console.table({ without: shown(a), beside: shown(b) })
    console.log(
      `share ${b.share.toFixed(3)} (bar 0.99), p99 ${(b.p99 / a.p99).toFixed(2)}× of that without (bar 1.5), memory +${b.growth.toFixed(0)} MB (bar 30); the reader was cut off ${cut} times`,
    )
    met &&= b.share > 0.99 && b.p99 <= a.p99 * 1.5 && b.growth <= 30 && cut > 0
  }
  return met
}

/** Asks for much, reads nothing, and comes back whenever it is cut off. */
function keepStalled(url: string): { leave(): number } {
  const { hostname, port } = new URL(url)
  const body = JSON.stringify({ query: greedy })
  let socket: Socket
  let times = 0
  let left = false
  const open = () => {
    socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.once('data', (bytes) => {
      if (bytes.indexOf(' 200 ') !== 8) throw new Error(String(bytes))
      socket.pause()
    })
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    socket.once('close', () => {
      if (left) return
      times += 1
      open()
    })
  }
  open()
  return {
    leave() {
      left = true
      socket.destroy()
      return times
    },
  }
}
