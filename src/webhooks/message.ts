import type { ChangeKind } from '../model/change.ts'

/** What a message says of a change, in the schema's own shape. */
export interface ChangeData {
  cursor: string
  seq: number
  kind: ChangeKind
  at: string
  event: unknown
}

/** The body of a message as Standard Webhooks recommend it. */
export interface Message {
  type: string
  timestamp: string
  data: object
}

const types: Record<ChangeKind, string> = {
  ADDED: 'event.added',
  REVISED: 'event.revised',
  WITHDRAWN: 'event.withdrawn',
  GAP: 'event.gap',
}

/** The same for every attempt at a change, and for a replay: receivers tell by it what they have. */
export function messageId(webhookId: string, seq: number): string {
  return `msg_${webhookId}_${seq}`
}

export function changeMessage({ at, ...data }: ChangeData): Message {
  return { type: types[data.kind], timestamp: at, data }
}
