import { randomBytes } from 'node:crypto'
import type { Poster } from '../fetch/types.ts'
import { type Caller, holds } from '../model/access.ts'
import type { Clock } from '../model/clock.ts'
import { parseCursor, toCursor } from '../model/cursor.ts'
import { BadInput, NotFound } from '../model/errors.ts'
import type { EventFilter } from '../model/filter.ts'
import { filterPredicate } from '../model/filter-predicate.ts'
import type { Webhook } from '../model/webhook.ts'
import type { WebhookDesk, WebhookUpdate } from '../read/webhook-desk.ts'
import type { Store } from '../store/types.ts'
import type { WebhookChanges } from '../store/webhooks.ts'
import { sendMessage } from './send-message.ts'
import { newWebhookSecret } from './sign-message.ts'

export interface WebhookAdministrationPorts {
  store: Pick<Store, 'webhooks' | 'changes' | 'apiKeys'>
  poster: Pick<Poster, 'check' | 'post'>
  clock: Clock
}

const mostOfOneOwner = 100

/** A desk for each caller; `toFilter` reads a client's filter, and throws `BadInput`. */
export function administerWebhooks({ store, poster, clock }: WebhookAdministrationPorts) {
  const { webhooks, changes } = store

  async function toPosition(after: string): Promise<number> {
    const position = parseCursor(after, changes.id)
    // Throws where the log cannot be read on from there.
    await changes.entries(position, 1)
    return position
  }

  return (caller: Caller, toFilter: (filter: EventFilter | null | undefined) => EventFilter): WebhookDesk => {
    const sees = ({ owner }: Webhook) => owner === caller.id || holds(caller, 'OPERATE')
    const readFilter = (filter: EventFilter | null | undefined) => {
      const read = toFilter(filter)
      filterPredicate(read)
      return read
    }
    let head: Promise<number> | null = null

    async function own(id: string): Promise<Webhook> {
      const webhook = await webhooks.byId(id)
      if (webhook && sees(webhook)) return webhook
      throw new NotFound(`There is no webhook ${id} of yours. \`webhooks { id }\` tells the ids.`)
    }

    async function change(id: string, changes: WebhookChanges): Promise<Webhook> {
      await own(id)
      return (await webhooks.change(id, changes)) ?? own(id)
    }

    return {
      list: () => webhooks.list(holds(caller, 'OPERATE') ? null : caller.id),
      async find(id) {
        const webhook = await webhooks.byId(id)
        return webhook && sees(webhook) ? webhook : null
      },
      async lag({ position }) {
        head ??= changes.head()
        return Math.max(0, (await head) - position)
      },
      deliveries: ({ id }, page) => webhooks.deliveries(id, page),
      async create({ url, description, filter, kinds, after }) {
        if (caller.keyId === null && caller.expiresAt !== null)
          throw new BadInput(
            'A webhook ends with the rights of its creator, and a token ends soon: use a key.',
          )
        if ((await webhooks.list(caller.id)).length >= mostOfOneOwner)
          throw new BadInput(`You have ${mostOfOneOwner} webhooks, which is the most. Delete one first.`)
        return webhooks.create({
          id: `wh_${randomBytes(9).toString('base64url')}`,
          url: poster.check(url).href,
          description: toDescription(description),
          filter: readFilter(filter),
          kinds: kinds ?? null,
          secret: newWebhookSecret(),
          owner: caller.id,
          keyId: caller.keyId,
          scope: caller.scope ?? 'READ',
          createdAt: clock.now().toISOString(),
          state: 'ACTIVE',
          position: after ? await toPosition(after) : await changes.head(),
        })
      },
      update: async (id, update) => change(id, toChanges(update, readFilter, poster)),
      pause: (id) => change(id, { state: 'PAUSED', reason: null }),
      async resume(id) {
        const { keyId } = await own(id)
        const [key] = keyId === null ? [] : await store.apiKeys.byIds([keyId])
        const isOver = (at: string | null) => at !== null && Date.parse(at) <= clock.now().getTime()
        if (keyId !== null && (!key || key.revokedAt !== null || isOver(key.expiresAt)))
          throw new BadInput('The key that made this webhook has ended. Make a new webhook with another key.')
        return change(id, { state: 'ACTIVE', reason: null })
      },
      async remove(id) {
        const webhook = await own(id)
        await webhooks.remove(id)
        return webhook
      },
      async rotateSecret(id, keepPreviousHours) {
        if (!(keepPreviousHours >= 0 && keepPreviousHours <= 168))
          throw new BadInput('`keepPreviousHours` is a number from 0 to 168.')
        const { secret } = await own(id)
        const until = new Date(clock.now().getTime() + keepPreviousHours * 3600_000)
        const kept = keepPreviousHours > 0
        return change(id, {
          secret: newWebhookSecret(),
          previousSecret: kept ? secret : null,
          previousSecretUntil: kept ? until.toISOString() : null,
        })
      },
      async replay(id, after) {
        await own(id)
        return change(id, { position: await toPosition(after) })
      },
      async sendTest(id) {
        const webhook = await own(id)
        const at = clock.now().toISOString()
        const cursor = toCursor({ log: changes.id, seq: webhook.position })
        const message = { type: 'webhook.test', timestamp: at, data: { webhook: id, cursor } }
        const { delivery } = await sendMessage(
          webhook,
          {
            messageId: `msg_${id}_test_${randomBytes(6).toString('hex')}`,
            ...{ seq: null, attempt: 1, write: async () => message },
          },
          { poster, clock, onFault: () => {} },
        )
        return webhooks.recordTest(delivery)
      },
    }
  }
}

function toChanges(
  { url, description, filter, kinds }: WebhookUpdate,
  readFilter: (filter: EventFilter | null | undefined) => EventFilter,
  poster: Pick<Poster, 'check'>,
): WebhookChanges {
  return {
    ...(url != null && { url: poster.check(url).href }),
    ...(description !== undefined && { description: toDescription(description) }),
    ...(filter !== undefined && { filter: readFilter(filter) }),
    ...(kinds !== undefined && { kinds }),
  }
}

function toDescription(description: string | null | undefined): string | null {
  const text = description?.trim() || null
  if (text && text.length > 200) throw new BadInput('A description has at most 200 characters.')
  return text
}
