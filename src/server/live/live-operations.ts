import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { parseCursor, toCursor } from '../../model/cursor.ts'
import type { LivePorts } from './live-ports.ts'
import { createPrepare, type LiveRequest, type Prepared } from './prepare.ts'
import { render } from './render.ts'
import { createSharedOperation, type SharedOperation } from './shared-operation.ts'
import type { Stream } from './stream.ts'

export interface Subscription {
  /** Stops without a word to the client. */
  stop(): void
  /** Tells the client that this is all for now, and where it may go on. */
  complete(): void
}

export interface LiveOperations {
  prepare(request: LiveRequest): Prepared
  /**
   * Checks filter and cursor before anything streams; throws what a client may see as `errorsOf` tells it.
   * What it returns starts the stream: history first, then live.
   */
  begin(prepared: Prepared, after: string | null): Promise<(stream: Stream) => Subscription>
  errorsOf(thrown: unknown): GraphQLFormattedError[]
  /** Completes every stream. */
  completeAll(): void
  readonly streams: number
}

export function createLiveOperations(ports: LivePorts): LiveOperations {
  const { hub, log } = ports
  const shared = new Map<string, SharedOperation>()
  const running = new Set<Subscription>()
  const prepare = createPrepare(ports)

  function operationOf(prepared: Prepared): SharedOperation {
    const known = shared.get(prepared.key)
    if (known) return known
    const { args, document, operation, variables } = prepared
    const created = createSharedOperation({
      hub,
      request: { filter: ports.toFilter(args.filter), kinds: args.kinds ?? null },
      render: (change) =>
        render(change, {
          schema: ports.schema,
          document,
          operationName: operation.name?.value ?? null,
          variables,
          formatError: ports.formatError,
          context: ports.context,
        }),
      onFault: (error) => log.error({ err: error }, 'a change could not be told to its subscribers'),
      onEmpty: () => shared.delete(prepared.key),
    })
    shared.set(prepared.key, created)
    return created
  }

  function start(prepared: Prepared, stream: Stream, position: number): Subscription {
    const operation = operationOf(prepared)
    const subscription: Subscription = {
      stop() {
        running.delete(subscription)
        operation.leave(stream)
      },
      complete() {
        const cursor = toCursor({ log: hub.logId, seq: operation.positionOf(stream) })
        subscription.stop()
        stream.complete(cursor)
      },
    }
    running.add(subscription)
    void operation.join(stream, position).catch((error) => {
      subscription.stop()
      stream.fail(errorsOf(error))
    })
    return subscription
  }

  return {
    prepare,
    async begin(prepared, after) {
      const position = after ? parseCursor(after, hub.logId) : await hub.head()
      // A filter or a position that cannot be honoured is told before anything streams.
      const request = { filter: ports.toFilter(prepared.args.filter), kinds: prepared.args.kinds ?? null }
      if (after) await hub.history({ ...request, after: position, limit: 1 })
      await hub.ready
      return (stream) => start(prepared, stream, position)
    },
    errorsOf,
    completeAll() {
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
