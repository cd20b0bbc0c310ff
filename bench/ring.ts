import { parseArgs } from 'node:util'
import { report, type State, startState } from '../test/ingest/peer/state.ts'
import type { Bench } from './bench.ts'

/** What the issue asks: a ring of three with 1,000 events at each has all of them everywhere within a minute. */
const barSeconds = 60

/** All three gateways, their databases and pollers, in this one process, over loopback HTTP. */
export const ring: Bench = {
  measures: 'gateways in a ring of three until each has the events of all, and then silence',
  options: '  --events N at each gateway (1000)',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { smoke: { type: 'boolean' }, events: { type: 'string' } },
    })
    const each = Number(values.events ?? (values.smoke ? 50 : 1_000))
    await using stack = new AsyncDisposableStack()
    const states: State[] = []
    for (const name of ['kz', 'kg', 'tj']) states.push(stack.use(await startState(name, { pace: 1 })))
    for (const state of states)
      for (let from = 0; from < each; from += 500) {
        const numbers = Array.from({ length: Math.min(500, each - from) }, (_, i) => from + i + 1)
        await state.publish(...numbers.map((number) => report(state.name, number)))
      }

    const began = performance.now()
    const cpu = process.cpuUsage()
    await Promise.all(states.map((state, i) => state.follow(states[(i + 2) % 3]!)))
    await Promise.all(states.map((state) => reached(state, 3 * each)))
    const seconds = (performance.now() - began) / 1_000
    const { user, system } = process.cpuUsage(cpu)

    // What goes once around the ring comes after any echo of what went before.
    await Promise.all(states.map((state) => streaming(state)))
    const asked = states.map((state) => ({ ...state.asked }))
    await states[0]!.publish(report('kz', each + 1))
    await Promise.all(states.map((state) => reached(state, 3 * each + 1)))
    await states[0]!.publish(report('kz', each + 2))
    await Promise.all(states.map((state) => reached(state, 3 * each + 2)))
    const heads = await Promise.all(states.map((state) => state.store.changes.head()))
    const extra = heads.map((head) => head - (3 * each + 2))
    const more = states.map((state, i) => state.asked.fetch - asked[i]!.fetch)
    const silent = extra.every((changes) => changes === 0) && more.every((requests) => requests === 0)
    console.log(
      `ring        ${3 * each} events at each of three gateways after ${seconds.toFixed(1)} s ` +
        `(${((user + system) / 1e6).toFixed(1)} s of processor time; bar ${barSeconds} s for 3000); ` +
        `then ${extra.join(', ')} further changes and ${more.join(', ')} further questions`,
    )
    return silent && (values.smoke === true || seconds <= barSeconds)
  },
}

async function reached(state: State, count: number): Promise<void> {
  while ((await state.store.events.count({})) < count) await pause()
}

async function streaming(state: State): Promise<void> {
  while (!state.log.some(({ message }) => message === 'following')) await pause()
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100))
}
