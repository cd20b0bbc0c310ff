import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { type Caller, nobody } from '../../model/access.ts'
import { parseCursor, toCursor } from '../../model/cursor.ts'
import type { ChangeRequest } from '../../read/live/hub.ts'
import { patiently } from '../../read/live/patiently.ts'
import type { LivePorts } from './live-ports.ts'
import { createPrepare, type LiveRequest, type Prepared } from './prepare.ts'
import { render } from './render.ts'
import { createResultCache } from './result-cache.ts'
import { createSharedOperation, type SharedOperation } from './shared-operation.ts'
import type { Stream } from './stream.ts'

export interface Subscription {
  /** Where the client may go on: it was given everything up to there. */
  readonly cursor: string
  /** Stops without a word to the client. */
  stop(): void
  /** Tells the client that this is all for now, and where it may go on; that position is returned too. */
  complete(): string
  /** Tells the client that the stream cannot go on, and why. */
  fail(error: unknown): void
}

export interface Beginning {
  /** Everything after it will be told. */
  cursor: string
  /** Starts the stream: history first, then live. */
  start(stream: Stream): Subscription
}

export interface LiveOperations {
  prepare(request: LiveRequest, caller?: Caller): Prepared
  /**
   * Checks filter and cursor before anything streams; throws what a client may see as `errorsOf` tells it.
   */
  begin(prepared: Prepared, after: string | null): Promise<Beginning>
  /** Where one who comes now would begin; null until the log was read. */
  readonly now: string | null
  errorsOf(thrown: unknown): GraphQLFormattedError[]
  /** Completes every stream. */
  completeAll(): void
  readonly streams: number
}

/** A place that is admitted and not taken is given back after so long. */
const startMs = 10_000

/** How long a subscription waits for a database that is away before it is turned down. */
const patienceMs = 10_000

/** Results kept as bytes, for those who catch up while others are told. */
const resultCacheBytes = 8 * 1024 * 1024

/** What is shared must not tell whose it was first. */
function rightsOnly(caller: Caller): Caller {
  return { ...nobody, scope: caller.scope }
}

export function createLiveOperations(ports: LivePorts): LiveOperations {
  const { hub, log } = ports
  const shared = new Map<string, SharedOperation>()
  const running = new Set<Subscription>()
  const prepare = createPrepare(ports)
  const results = createResultCache(resultCacheBytes)
  const requestOf = ({ args }: Prepared) => ({
    filter: ports.toFilter(args.filter),
    kinds: args.kinds ?? null,
  })
  const cursorOf = (seq: number) => toCursor({ log: hub.logId, seq })
  const onWait = (error: unknown) => log.warn({ err: error }, 'a subscription waits for the database')
  let started = false
  void hub.ready.then(() => {
    started = true
  })
  const unlost = hub.onLost((error) => {
    for (const subscription of [...running]) subscription.fail(error)
  })

  function operationOf(prepared: Prepared): SharedOperation {
    const known = shared.get(prepared.key)
    if (known) return known
    const selection = {
      ...{ schema: ports.schema, document: prepared.document, variables: prepared.variables },
      operationName: prepared.operation.name?.value ?? null,
      ...{ formatError: ports.formatError, context: () => ports.context(rightsOnly(prepared.caller)) },
    }
    const created = createSharedOperation({
      hub,
      request: requestOf(prepared),
      bytesOf: (change) => results.bytesOf(prepared.resultKey, change, () => render(change, selection)),
      onFault: (error) => log.error({ err: error }, 'a change could not be told to its subscribers'),
      onWait,
      onEmpty: () => shared.delete(prepared.key),
    })
    shared.set(prepared.key, created)
    return created
  }

  function start(prepared: Prepared, stream: Stream, position: number, giveBack: () => void): Subscription {
    const operation = operationOf(prepared)
    const subscription: Subscription = {
      get cursor() {
        return cursorOf(operation.positionOf(stream))
      },
      stop() {
        running.delete(subscription)
        giveBack()
        operation.leave(stream)
      },
      fail(error) {
        subscription.stop()
        stream.fail(errorsOf(error))
      },
      complete() {
        const { cursor } = subscription
        subscription.stop()
        stream.complete(cursor)
        return cursor
      },
    }
    running.add(subscription)
    void operation.join(stream, position).catch(subscription.fail)
    return subscription
  }

  /** A filter or a position that cannot be honoured is told before anything streams. */
  async function check(request: ChangeRequest, given: number | null): Promise<number> {
    await hub.check(request, given)
    const position = given ?? (await hub.head())
    await hub.ready
    return position
  }

  return {
    prepare,
    async begin(prepared, after) {
      const given = after ? parseCursor(after, hub.logId) : null
      const until = performance.now() + patienceMs
      const position = await patiently(() => check(requestOf(prepared), given), {
        givenUp: () => performance.now() > until,
        onFault: onWait,
      })
      const giveBack = await ports.admit(prepared)
      // Whoever left meanwhile starts nothing.
      const unused = setTimeout(giveBack, startMs).unref()
      return {
        cursor: cursorOf(position),
        start(stream) {
          clearTimeout(unused)
          return start(prepared, stream, position, giveBack)
        },
      }
    },
    get now() {
      return started ? cursorOf(hub.position) : null
    },
    errorsOf,
    completeAll() {
      unlost()
      for (const subscription of [...running]) subscription.complete()
    },
    get streams() {
      return running.size
    },
  }

  function errorsOf(thrown: unknown): GraphQLFormattedError[] {
    const list = Array.isArray(thrown) ? thrown : [thrown]
    return list.map((error: unknown) => {
      const wrapped =
        error instanceof GraphQLError
          ? error
          : new GraphQLError((error as Error).message, { originalError: error as Error })
      return ports.formatError(wrapped.toJSON(), wrapped)
    })
  }
}
