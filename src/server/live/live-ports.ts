import type { GraphQLFormattedError, GraphQLSchema, ValidationRule } from 'graphql'
import type { Caller } from '../../model/access.ts'
import type { ChangeKind } from '../../model/change.ts'
import type { EventFilter } from '../../model/filter.ts'
import type { Context } from '../../read/context.ts'
import type { Hub } from '../../read/live/hub.ts'
import type { ServerLog } from '../server-log.ts'
import type { Prepared } from './prepare.ts'

export type FormatError = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError

export interface LiveLimits {
  /** Bytes that may wait for one slow connection; at the next change past it the connection is closed. */
  maxQueuedBytes: number
  /** A reader that catches up and takes nothing for so long is closed. */
  stallMs: number
  /** A connection that has not said hello by then is closed. */
  initTimeoutMs: number
  /** Between our pings; a client that answers none of two is gone. */
  heartbeatMs: number
  /** A WebSocket without any operation for so long is closed. */
  idleMs: number
  /** A connection is asked to come back after about this long, so that load spreads over replicas. */
  lifetimeMs: number
  /** Operations at once on one connection. */
  operationsPerConnection: number
  /** Connections at once on this gateway. */
  connections: number
  /** Of one message from a client. */
  maxMessageBytes: number
}

export const defaultLiveLimits: LiveLimits = {
  maxQueuedBytes: 1_048_576,
  stallMs: 60_000,
  initTimeoutMs: 10_000,
  heartbeatMs: 25_000,
  idleMs: 10 * 60_000,
  lifetimeMs: 6 * 3600_000,
  operationsPerConnection: 100,
  connections: 20_000,
  maxMessageBytes: 1_048_576,
}

export interface LivePorts {
  schema: GraphQLSchema
  hub: Hub
  rules: ValidationRule[]
  maxTokens: number
  formatError: FormatError
  context(caller: Caller): Context
  /** A client's filter in the store's words. Throws `BadInput`. */
  toFilter(filter: EventFilter | null | undefined): EventFilter
  /** Charges a subscription and gives it a place among its caller's, given back by the returned function. */
  admit(prepared: Prepared): Promise<() => void>
  /** Throws where only registered documents are answered and this is none. */
  checkDocument(document: string): void
  log: ServerLog
  limits: LiveLimits
}

export interface ChangeArguments {
  filter?: EventFilter | null
  kinds?: ChangeKind[] | null
  after?: string | null
}
