import { randomBytes } from 'node:crypto'
import { Webhook as Signer } from 'standardwebhooks'
import type { Webhook } from '../model/webhook.ts'

/** As Standard Webhooks write it: `whsec_` and 256 random bits in Base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

type Secrets = Pick<Webhook, 'secret' | 'previousSecret' | 'previousSecretUntil'>

/** Headers of Standard Webhooks 1.0; signed with both secrets while the old one has its time. */
export function messageHeaders(
  { secret, previousSecret, previousSecretUntil }: Secrets,
  messageId: string,
  at: Date,
  body: string,
): Record<string, string> {
  const isKept = previousSecretUntil !== null && Date.parse(previousSecretUntil) > at.getTime()
  const secrets = isKept && previousSecret ? [secret, previousSecret] : [secret]
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((each) => new Signer(each).sign(messageId, at, body)).join(' '),
  }
}
