import { type Process, startProcess } from './process.ts'
import type { Heard, SubscribeOptions } from './subscribe.ts'

export interface Subscribers extends AsyncDisposable {
  /** What all have heard since they were last asked. */
  hear(): Promise<Heard[]>
}

const processes = 2

/** Opens `count` subscriptions of a server, from processes of their own. Resolves when all are open. */
export async function openSubscribers(
  server: Process,
  { count, variables, ...options }: Omit<SubscribeOptions, 'url'>,
): Promise<Subscribers> {
  await using owned = new AsyncDisposableStack()
  const share = Math.ceil(count / processes)
  const listeners = await Promise.all(
    Array.from({ length: processes }, async (_, i) => {
      const own = [...variables.slice(i * share), ...variables.slice(0, i * share)]
      const all = { ...options, url: server.ready.url!, count: share, variables: own }
      return owned.use(await startProcess('./subscribe.ts', all))
    }),
  )
  const all = owned.move()
  return {
    hear: () => Promise.all(listeners.map((listener) => listener.ask<Heard>({}))),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
