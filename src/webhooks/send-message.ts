import { explainPost } from '../fetch/index.ts'
import type { Poster } from '../fetch/types.ts'
import type { Clock } from '../model/clock.ts'
import type { Webhook } from '../model/webhook.ts'
import type { NewDelivery } from '../store/webhooks.ts'
import type { Message } from './message.ts'
import type { Outcome } from './retry-schedule.ts'
import { messageHeaders } from './sign-message.ts'

export interface SendPorts {
  poster: Pick<Poster, 'post'>
  clock: Clock
  /** Told of what is not the receiver's fault. */
  onFault(error: unknown): void
}

export interface Envelope {
  messageId: string
  seq: number | null
  attempt: number
  write(): Promise<Message>
  signal?: AbortSignal
}

export interface Sent {
  delivery: NewDelivery
  outcome: Outcome
}

/** One attempt, whatever comes of it. Throws only where it is given up by us. */
export async function sendMessage(
  webhook: Webhook,
  { messageId, seq, attempt, write, signal }: Envelope,
  { poster, clock, onFault }: SendPorts,
): Promise<Sent> {
  const at = clock.now()
  const began = performance.now()
  const post = async (): Promise<Outcome> => {
    const body = await write().then(JSON.stringify, onFault)
    if (!body)
      return { status: null, error: 'Bulletin could not write the message.', retryAfterSeconds: null }
    const headers = messageHeaders(webhook, messageId, at, body)
    const answer = await poster.post({ url: webhook.url, headers, body, signal })
    return { ...answer, error: explainStatus(answer.status) }
  }
  const outcome = await post().catch((error) => {
    if (signal?.aborted) throw error
    return { status: null, error: explainPost(error), retryAfterSeconds: null }
  })
  const { status, error } = outcome
  const durationMs = Math.round(performance.now() - began)
  const delivery = { messageId, seq, attempt, at: at.toISOString(), durationMs, status, error }
  return { delivery: { webhookId: webhook.id, ...delivery }, outcome }
}

function explainStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return `The receiver answered ${status}; redirects are not followed.`
  return `The receiver answered ${status}.`
}
