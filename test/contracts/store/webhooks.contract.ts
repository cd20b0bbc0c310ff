import { expect, it } from 'vitest'
import { issueKey } from '../../../src/access/issue-key.ts'
import type { Store } from '../../../src/store/types.ts'
import type { NewDelivery, NewWebhook } from '../../../src/store/webhooks.ts'
import { sampleDraft } from '../../store/sample-draft.ts'

const now = '2025-04-10T12:00:00.000Z'
const leaseMs = 60_000
const clock = { now: () => new Date(now) }

const webhook = (id: string, changes: Partial<NewWebhook> = {}): NewWebhook => ({
  id,
  url: 'https://receiver.example/hook',
  description: null,
  filter: { countries: ['KZ'], and: null },
  kinds: ['ADDED', 'REVISED'],
  secret: 'whsec_c2VjcmV0',
  owner: 'key:abc',
  keyId: null,
  scope: 'CURATE',
  createdAt: now,
  state: 'ACTIVE',
  position: 0,
  ...changes,
})

const delivery = (webhookId: string, changes: Partial<NewDelivery> = {}): NewDelivery => ({
  webhookId,
  messageId: `msg_${webhookId}_1`,
  seq: 1,
  attempt: 1,
  at: now,
  durationMs: 12,
  status: 200,
  error: null,
  ...changes,
})

const well = { attempts: 0, failingSince: null, nextAttemptAt: null, state: 'ACTIVE', reason: null } as const

export function webhooksContract(store: () => Store): void {
  const hooks = () => store().webhooks
  const append = (...numbers: number[]) =>
    store().commit({
      sourceId: 'kz/sample',
      drafts: numbers.map((n) => sampleDraft({ url: `https://news.example/${n}` })),
      at: now,
    })
  const claim = (lease: string, changes = {}) => hooks().claim({ lease, leaseMs, now, limit: 10, ...changes })
  const claimedIds = async (lease: string, changes = {}) =>
    (await claim(lease, changes)).map(({ id }) => id).sort()

  it('are kept as they were made, and listed by who made them', async () => {
    const made = await hooks().create(webhook('a'))
    await hooks().create(
      webhook('b', { owner: 'key:other', kinds: null, createdAt: '2025-04-11T00:00:00.000Z' }),
    )
    expect(made).toEqual({
      ...webhook('a'),
      ...{ previousSecret: null, previousSecretUntil: null, reason: null },
      ...{ attempts: 0, failingSince: null, nextAttemptAt: null },
    })
    expect(await hooks().byId('a')).toEqual(made)
    expect(await hooks().byId('none')).toBeNull()
    expect((await hooks().list('key:other')).map(({ id, kinds }) => [id, kinds])).toEqual([['b', null]])
    expect((await hooks().list(null)).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('change in what is given and in nothing else, and go with their deliveries', async () => {
    const made = await hooks().create(webhook('a'))
    await hooks().recordTest(delivery('a', { seq: null }))
    const changes = { filter: { sources: ['kz/x'] }, previousSecret: 'old', previousSecretUntil: now }
    expect(await hooks().change('a', changes)).toEqual({ ...made, ...changes })
    expect(await hooks().change('a', { kinds: null, position: 7 })).toMatchObject({
      kinds: null,
      position: 7,
    })
    expect(await hooks().change('none', { url: 'x' })).toBeNull()
    expect(await hooks().remove('a')).toBe(true)
    expect(await hooks().remove('a')).toBe(false)
    expect(await hooks().deliveries('a', { limit: 5 })).toEqual([])
  })

  it('are leased to one worker when the log has moved past them', async () => {
    await hooks().create(webhook('a'))
    await hooks().create(webhook('paused', { state: 'PAUSED' }))
    expect(await claimedIds('one')).toEqual([])
    await append(1)
    const both = await Promise.all([claimedIds('one'), claimedIds('two')])
    expect(both.flat()).toEqual(['a'])
  })

  it('go to another worker when the lease has ended, and the first can write no more', async () => {
    await hooks().create(webhook('a'))
    await append(1)
    expect(await claimedIds('dead', { leaseMs: 0 })).toEqual(['a'])
    await expect.poll(() => claimedIds('heir')).toEqual(['a'])
    const lease = (name: string) => ({ lease: name, leaseMs })
    expect(await hooks().record(lease('dead'), delivery('a'), { ...well, position: 1 })).toBe(false)
    expect((await hooks().byId('a'))!.position).toBe(0)
    expect(await hooks().record(lease('heir'), delivery('a'), { ...well, position: 1 })).toBe(true)
    expect((await hooks().byId('a'))!.position).toBe(1)
    // What the first did was done, and is noted.
    expect(await hooks().deliveries('a', { limit: 5 })).toHaveLength(2)
  })

  it('given back are claimed again only when there is more, those served longest ago first', async () => {
    await hooks().create(webhook('a'))
    await hooks().create(webhook('b'))
    await append(1)
    await claim('one')
    await hooks().release('one', [
      { id: 'a', position: 1 },
      { id: 'b', position: 1 },
    ])
    expect(await claimedIds('one')).toEqual([])
    await append(2)
    const [first] = await claimedIds('one', { limit: 1 })
    await hooks().release('one', [{ id: first!, position: 1 }])
    expect(await claimedIds('one', { limit: 1 })).not.toEqual([first])
  })

  it('that failed wait for their time, unless the clock that set it was wrong', async () => {
    await hooks().create(webhook('a'))
    await append(1)
    await claim('one')
    const nextAttemptAt = '2025-04-10T13:00:00.000Z'
    const failed = { ...well, position: 0, attempts: 3, failingSince: now, nextAttemptAt }
    await hooks().record({ lease: 'one', leaseMs }, delivery('a', { status: 503, error: '503' }), failed)
    await hooks().release('one', [{ id: 'a', position: 0 }])
    expect(await hooks().byId('a')).toMatchObject({ attempts: 3, failingSince: now, nextAttemptAt })
    expect(await claimedIds('two')).toEqual([])
    expect(await claimedIds('two', { now: '2024-01-01T00:00:00.000Z' })).toEqual(['a'])
    await hooks().release('two', [{ id: 'a', position: 0 }])
    expect(await claimedIds('three', { now: nextAttemptAt })).toEqual(['a'])
  })

  it('changed while somebody delivers are taken from it and start afresh', async () => {
    await hooks().create(webhook('a'))
    await append(1, 2)
    await claim('one')
    await hooks().change('a', { position: 1 })
    expect(await hooks().record({ lease: 'one', leaseMs }, delivery('a'), { ...well, position: 2 })).toBe(
      false,
    )
    await hooks().release('one', [{ id: 'a', position: 2 }])
    await hooks().disable('one', 'a', 'too late')
    expect(await hooks().byId('a')).toMatchObject({ position: 1, state: 'ACTIVE', attempts: 0 })
    expect(await claimedIds('two')).toEqual(['a'])
    await hooks().disable('two', 'a', 'gone')
    expect(await hooks().byId('a')).toMatchObject({ state: 'DISABLED', reason: 'gone' })
    expect(await claimedIds('three')).toEqual([])
  })

  it('end with the key that made them', async () => {
    const ports = { keys: store().apiKeys, clock }
    const issue = (expiresAt: string | null = null) =>
      issueKey({ name: 'x', scope: 'CURATE', expiresAt }, 'test', ports)
    const { key: valid } = await issue()
    const { key: revoked } = await issue()
    const { key: expired } = await issue('2025-04-10T12:30:00.000Z')
    await hooks().create(webhook('valid', { keyId: valid.id }))
    await hooks().create(webhook('revoked', { keyId: revoked.id }))
    await hooks().create(webhook('expired', { keyId: expired.id }))
    await hooks().create(webhook('keyless'))
    await store().apiKeys.revoke(revoked.id, 'test', now)
    const end = async (at: string, withoutKey: boolean) =>
      (await hooks().endRights({ now: at, withoutKey })).map(({ id, reason }) => [id, reason])
    expect(await end(now, true)).toEqual([['revoked', 'The key that made it was revoked.']])
    expect(await end('2025-04-10T12:30:00.000Z', true)).toEqual([
      ['expired', 'The key that made it has expired.'],
    ])
    expect(await end(now, false)).toEqual([['keyless', expect.stringContaining('without a key')]])
    expect(await end(now, false)).toEqual([])
    expect((await hooks().byId('valid'))!.state).toBe('ACTIVE')
  })

  it('keep what was attempted, page by page, newest first, for a time', async () => {
    await hooks().create(webhook('a'))
    for (let attempt = 1; attempt <= 3; attempt++)
      await hooks().recordTest(delivery('a', { attempt, at: `2025-04-1${attempt}T00:00:00.000Z` }))
    const [newest] = await hooks().deliveries('a', { limit: 1 })
    expect(newest).toEqual({
      ...delivery('a', { attempt: 3, at: '2025-04-13T00:00:00.000Z' }),
      id: newest!.id,
    })
    const rest = await hooks().deliveries('a', { limit: 9, after: newest!.id })
    expect(rest.map(({ attempt }) => attempt)).toEqual([2, 1])
    expect(await hooks().prune('2025-04-12T12:00:00.000Z')).toBe(2)
    expect(await hooks().deliveries('a', { limit: 9 })).toHaveLength(1)
  })

  it('tell whoever listens that one has changed', async () => {
    let calls = 0
    const stop = await hooks().onChanged(() => calls++)
    await hooks().create(webhook('a'))
    await expect.poll(() => calls).toBe(1)
    await hooks().change('a', { state: 'PAUSED' })
    await expect.poll(() => calls).toBe(2)
    await stop()
  })
}
