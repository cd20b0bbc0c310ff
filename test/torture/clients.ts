import { setTimeout as pause } from 'node:timers/promises'
import { type Change, followChanges, type Transport } from '../../examples/subscriber/follow-changes.ts'

/** A subscriber put to the test, and what it saw. */
export interface Client {
  name: string
  seen: number[]
  /** Connections that ended. */
  reconnects: number
  /** … because it read more slowly than changes came. */
  tooSlow: number
  /** What of the log it should see. */
  wants(entry: { kind: string; country: string }): boolean
  done: Promise<void>
}

/** Each client takes turns of its own: one that shared them with others might get the same transport twice. */
function takeTurns(): () => Transport {
  let turn = 0
  return () => (turn++ % 2 === 0 ? 'sse' : 'websocket')
}

interface Way {
  name: string
  transport(): Transport
  filter?: object
  kinds?: Change['kind'][]
  fields?: string
  /** Dealing with a change takes time. */
  work?(count: number): Promise<void>
  /** Goes away by itself after so many changes, as a program that is restarted. */
  restartAfter?(): number
  wants?: Client['wants']
}

const pick = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)]!

function ways(): Way[] {
  const sse = (): Transport => 'sse'
  const webSocket = (): Transport => 'websocket'
  return [
    { name: 'WebSocket', transport: webSocket },
    { name: 'SSE', transport: sse },
    { name: 'another transport at each connection', transport: takeTurns() },
    {
      name: 'restarted all the time',
      transport: takeTurns(),
      restartAfter: () => 1 + Math.floor(Math.random() * 600),
    },
    {
      name: 'slow',
      transport: sse,
      fields: 'body',
      // Stops for so long that what waits for it passes every bound.
      work: async (count) => {
        if (count % 1500 === 1499) await pause(9_000)
      },
    },
    {
      name: 'one country',
      transport: takeTurns(),
      filter: { countries: ['KZ'] },
      wants: ({ country }) => country === 'KZ',
    },
    {
      name: 'withdrawals',
      transport: takeTurns(),
      kinds: ['WITHDRAWN'],
      wants: ({ kind }) => kind === 'WITHDRAWN',
    },
  ]
}

export interface Course {
  /** Gateways, any of which may be gone at any moment. */
  urls: string[]
  /** Cursor all begin at. */
  start: string
  signal: AbortSignal
}

/** Starts every kind of client; they read until the signal. */
export function startClients(course: Course): Client[] {
  return ways().map((way) => {
    const wants = way.wants ?? (() => true)
    const client: Client = {
      name: way.name,
      seen: [],
      reconnects: 0,
      tooSlow: 0,
      wants,
      done: Promise.resolve(),
    }
    client.done = read(way, client, course)
    return client
  })
}

async function read(way: Way, client: Client, { urls, start, signal }: Course): Promise<void> {
  let after = start
  while (!signal.aborted) {
    let left = way.restartAfter?.() ?? Number.POSITIVE_INFINITY
    const changes = followChanges({
      ...way,
      url: () => `${pick(urls)}/graphql`,
      after,
      signal,
      onDisconnect: (reason) => {
        client.reconnects += 1
        if (/Too slow/.test(String(reason))) client.tooSlow += 1
      },
    })
    for await (const change of changes) {
      client.seen.push(change.seq)
      after = change.cursor
      await way.work?.(client.seen.length)
      left -= 1
      if (left === 0) break
    }
    client.reconnects += 1
  }
}
