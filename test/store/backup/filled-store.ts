import { createHash } from 'node:crypto'
import { issueKey } from '../../../src/access/issue-key.ts'
import type { Snapshot, Store } from '../../../src/store/types.ts'
import { sampleDraft, sampleMass } from '../sample-draft.ts'

export const filledAt = '2025-04-11T08:00:00.000Z'

/** Something of everything a store keeps, odd texts and numbers included. */
export async function fillStore(store: Store, events = 40): Promise<void> {
  const page = snapshot('<html>Изъят героин\u2028"\\ 😀</html>')
  const drafts = Array.from({ length: events }, (_, i) =>
    sampleDraft({
      url: `https://news.example/${i}?a=б&c="d"`,
      title: `Изъято ${i} кг \\ "гашиша" 😀\u00a0\u2028`,
      body: i % 3 === 0 ? 'Қылмыс\n\tторговля\\n' : 'Ҷиноят',
      language: i % 2 === 0 ? 'ru' : 'kk',
      publishedAt: new Date(Date.parse('2025-03-01T00:00:00Z') + i * 3_600_123).toISOString(),
      understanding: { quantities: i % 4 === 0 ? [sampleMass(0.1 + i / 3), sampleMass(1e21)] : [] },
    }),
  )
  await store.commit({
    sourceId: 'kz/sample',
    drafts,
    snapshots: [page, snapshot('x'.repeat(300_000))],
    rejections: [rejection('one'), rejection('two')],
    checkpoint: { sourceId: 'kz/sample', validators: { etag: 'W/"1"' } } as never,
    at: filledAt,
  })
  const edited = { ...drafts[1]!, title: 'Исправлено', contentHash: 'edited' }
  await store.commit({ sourceId: 'kz/sample', drafts: [edited], at: '2025-04-12T08:00:00.000Z' })
  await store.commit({
    sourceId: 'kz/sample',
    drafts: [],
    withdrawals: [{ eventId: drafts[2]!.id, reason: 'gone' }],
    stories: { [drafts[4]!.id]: drafts[3]!.id },
    at: '2025-04-13T08:00:00.000Z',
  })
  await store.vanished.seen(drafts[5]!.id, filledAt)
  const clock = { now: () => new Date(filledAt) }
  await issueKey({ name: 'Ключ', scope: 'READ' }, 'test', { keys: store.apiKeys, clock })
  await store.audit.begin({ at: filledAt, caller: 'test', requestId: null, action: 'x', arguments: { a: 1 } })
  await store.webhooks.create({
    ...{
      id: 'wh_filled',
      url: 'https://receiver.example/',
      description: 'Получатель',
      secret: 'whsec_c2VjcmV0',
    },
    ...{
      filter: { text: 'гашиш "\\' },
      kinds: ['ADDED', 'REVISED'],
      owner: 'test',
      keyId: null,
      scope: 'CURATE',
    },
    ...{ createdAt: filledAt, state: 'PAUSED', position: 3 },
  })
  await store.webhooks.recordTest({
    ...{ webhookId: 'wh_filled', messageId: 'msg_test', seq: null, attempt: 1, at: filledAt, durationMs: 5 },
    ...{ status: 500, error: 'Ошибка' },
  })
}

function snapshot(text: string): Snapshot {
  const bytes = Buffer.from(text)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes, contentType: 'text/html' }
}

function rejection(id: string) {
  return {
    ...{ id, sourceId: 'kz/sample', url: null, reason: 'UNREADABLE' as const, detail: 'Не читается' },
    ...{ payload: { title: 'Ж' }, at: filledAt },
  }
}
