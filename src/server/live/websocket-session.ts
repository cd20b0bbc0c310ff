import type { Duplex } from 'node:stream'
import {
  type ConnectionInitMessage,
  type Message,
  MessageType,
  parseMessage,
  type SubscribeMessage,
  stringifyMessage,
} from 'graphql-ws'
import type { WebSocket } from 'ws'
import type { Authenticator } from '../../access/create-authenticator.ts'
import { credentialOf } from '../../access/read-credential.ts'
import { type Caller, nobody } from '../../model/access.ts'
import { BulletinError } from '../../model/errors.ts'
import { closeCodes, closeReason } from './close-codes.ts'
import type { LiveOperations, Subscription } from './live-operations.ts'
import type { LiveLimits } from './live-ports.ts'
import type { LiveRequest } from './prepare.ts'
import { createWebSocketStream } from './websocket-stream.ts'

export interface SessionPorts {
  /** What the WebSocket runs on. */
  raw: Duplex
  operations: LiveOperations
  limits: LiveLimits
  /** Answers a query or a mutation; the result of GraphQL over HTTP. */
  answerOnce(request: LiveRequest, caller: Caller): Promise<unknown>
  /** Who is behind the connection. Throws `Unauthenticated`. */
  identify(credential: string | null): Promise<Caller>
  watch: Authenticator['watch']
  /** Milliseconds this connection may live. */
  lifetimeMs: number
  onFault(error: unknown): void
}

/** An operation under way; nothing runs for it yet while it is prepared. */
interface Slot {
  subscription: Subscription | null
}

/** One connection of graphql-transport-ws, from its first message to its close. */
export function openSession(socket: WebSocket, ports: SessionPorts): { shutDown(): void } {
  const { operations, limits } = ports
  const active = new Map<string, Slot>()
  const queue = {
    socket,
    raw: ports.raw,
    maxQueuedBytes: limits.maxQueuedBytes,
    stallMs: limits.stallMs,
    onOverflow: closeSlow,
  }
  let acknowledged = false
  let caller: Caller = nobody
  let unwatch = () => {}
  let resumeAfter: string | null = null
  let alive = true
  let usedAt = performance.now()

  const initTimer = setTimeout(
    () => close(closeCodes.initTimeout, 'Connection initialisation timeout'),
    limits.initTimeoutMs,
  )
  const lifetime = setTimeout(() => shutDown('Lived long enough.'), ports.lifetimeMs)
  const heartbeat = setInterval(beat, limits.heartbeatMs)
  for (const timer of [initTimer, lifetime, heartbeat]) timer.unref()

  socket.on('pong', () => {
    alive = true
  })
  socket.on('message', (data, isBinary) => {
    alive = true
    usedAt = performance.now()
    if (isBinary) close(closeCodes.badRequest, 'Messages are text')
    else void receive(String(data)).catch(fault)
  })
  socket.on('error', () => socket.terminate())
  socket.once('close', () => {
    for (const timer of [initTimer, lifetime, heartbeat]) clearTimeout(timer)
    unwatch()
    for (const { subscription } of active.values()) subscription?.stop()
    active.clear()
  })

  async function receive(text: string): Promise<void> {
    const message = read(text)
    if (!message) return
    if (message.type === MessageType.ConnectionInit) await initialise(message)
    else if (message.type === MessageType.Ping)
      send({ type: MessageType.Pong, ...(message.payload && { payload: message.payload }) })
    else if (message.type === MessageType.Pong) return
    else if (message.type === MessageType.Complete) stop(message.id)
    else if (message.type === MessageType.Subscribe) await subscribe(message)
    else close(closeCodes.badRequest, `Unexpected message of type ${message.type} received`)
  }

  function read(text: string): Message | null {
    try {
      return parseMessage(text)
    } catch (error) {
      close(closeCodes.badRequest, `Invalid message received: ${(error as Error).message}`)
      return null
    }
  }

  let initialising = false

  async function initialise({ payload }: ConnectionInitMessage): Promise<void> {
    if (initialising) {
      close(closeCodes.tooManyInits, 'Too many initialisation requests')
      return
    }
    initialising = true
    clearTimeout(initTimer)
    try {
      caller = await ports.identify(credentialOf(payload))
    } catch (error) {
      if (!(error instanceof BulletinError)) throw error
      close(closeCodes.forbidden, error.message)
      return
    }
    unwatch = ports.watch(caller, (reason) => close(closeCodes.forbidden, reason))
    if (socket.readyState !== socket.OPEN) unwatch()
    acknowledged = true
    resumeAfter = typeof payload?.after === 'string' && payload.after ? payload.after : null
    const { now } = operations
    send({ type: MessageType.ConnectionAck, ...(now && { payload: { cursor: now } }) })
  }

  async function subscribe({ id, payload }: SubscribeMessage): Promise<void> {
    if (!acknowledged) return close(closeCodes.unauthorized, 'Unauthorized')
    if (active.has(id)) return close(closeCodes.subscriberExists, `Subscriber for ${id} already exists`)
    if (active.size >= limits.operationsPerConnection)
      return fail(id, [
        {
          message: `One connection carries ${limits.operationsPerConnection} operations at once. Open another.`,
          extensions: { code: 'BAD_REQUEST' },
        },
      ])
    const slot: Slot = { subscription: null }
    active.set(id, slot)
    // The client may complete it while it is prepared, and use the id again.
    const leave = () => active.get(id) === slot && active.delete(id)
    try {
      const prepared = operations.prepare(payload, caller)
      if (prepared.operation.operation !== 'subscription') {
        const result = await ports.answerOnce(payload, caller)
        if (leave()) answer(id, result)
        return
      }
      const { cursor, start } = await operations.begin(prepared, prepared.args.after || resumeAfter)
      if (active.get(id) === slot)
        slot.subscription = start(createWebSocketStream({ id, cursor }, queue, leave))
    } catch (error) {
      if (leave()) fail(id, operations.errorsOf(error))
    }
  }

  function answer(id: string, result: unknown): void {
    send({ id, type: MessageType.Next, payload: result as never })
    send({ id, type: MessageType.Complete })
  }

  function stop(id: string): void {
    active.get(id)?.subscription?.stop()
    active.delete(id)
  }

  function fail(id: string, errors: ReturnType<LiveOperations['errorsOf']>): void {
    send({ id, type: MessageType.Error, payload: errors })
  }

  function send(message: Message): void {
    if (socket.readyState === socket.OPEN) socket.send(stringifyMessage(message))
  }

  function close(code: number, reason: string): void {
    if (socket.readyState === socket.OPEN) socket.close(code, closeReason(reason))
  }

  function closeSlow(cursor: string): void {
    close(closeCodes.tooSlow, `Too slow. Resume after ${cursor}`)
    // A reader that takes nothing does not take the close frame either.
    setTimeout(() => socket.terminate(), limits.heartbeatMs).unref()
  }

  function beat(): void {
    if (active.size > 0) usedAt = performance.now()
    if (performance.now() - usedAt > limits.idleMs)
      close(closeCodes.goingAway, 'Idle: no operation for a while')
    if (!alive) {
      socket.terminate()
      return
    }
    alive = false
    socket.ping()
  }

  function fault(error: unknown): void {
    ports.onFault(error)
    close(closeCodes.internal, 'Internal server error')
  }

  function shutDown(reason = 'Shutting down.'): void {
    const cursors = [...active.values()].flatMap(({ subscription }) => subscription?.complete() ?? [])
    const [cursor] = cursors
    const way = cursor && cursors.length === 1 ? `Resume after ${cursor}` : 'Come back with your cursors'
    close(closeCodes.goingAway, `${reason} ${way}`)
  }

  return { shutDown: () => shutDown() }
}
