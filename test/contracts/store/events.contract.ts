import { expect, it } from 'vitest'
import { fingerprintBands } from '../../../src/model/fingerprint-bands.ts'
import type { Store } from '../../../src/store/types.ts'
import { sampleDraft } from '../../store/sample-draft.ts'

const at = '2025-04-10T08:00:00.000Z'

export function eventsContract(store: () => Store): void {
  const draft = (n: number, changes = {}) => sampleDraft({ url: `https://news.example/${n}`, ...changes })
  const commit = (drafts = [draft(1)]) => store().commit({ sourceId: 'kz/sample', drafts, at })

  it('are found by id and by address, in the order asked, with null for the unknown', async () => {
    await commit([draft(1), draft(2)])
    const byId = await store().events.byIds([draft(2).id, 'unknown', draft(1).id, draft(2).id])
    expect(byId.map((event) => event?.url ?? null)).toEqual([draft(2).url, null, draft(1).url, draft(2).url])
    const byUrl = await store().events.byUrls([draft(1).url, 'https://elsewhere.example/'])
    expect(byUrl.map((event) => event?.id ?? null)).toEqual([draft(1).id, null])
    expect(await store().events.byIds([])).toEqual([])
  })

  it('are counted', async () => {
    await commit([draft(1), draft(2, { country: 'RU' })])
    expect(await store().events.count()).toBe(2)
    expect(await store().events.count({ countries: ['RU'] })).toBe(1)
  })

  it('are found for a story by shared bands of their fingerprints, nearest first', async () => {
    const fingerprint = Array.from({ length: 16 }, (_, i) => i * 1_000_003)
    const near = fingerprint.with(0, 1)
    const far = near.with(4, 1).with(8, 1)
    await commit([
      draft(1, { understanding: { fingerprint: near } }),
      draft(2, { understanding: { fingerprint: far } }),
      draft(3, { understanding: { fingerprint: fingerprint.map((value) => value + 1) } }),
      draft(4, { understanding: { fingerprint }, publishedAt: '2024-01-01T00:00:00Z' }),
    ])
    const found = await store().events.storyCandidates({
      bands: fingerprintBands(fingerprint),
      from: '2025-04-01T00:00:00Z',
      to: '2025-05-01T00:00:00Z',
    })
    expect(found).toEqual([
      { id: draft(1).id, storyId: draft(1).id, shared: 3 },
      { id: draft(2).id, storyId: draft(2).id, shared: 1 },
    ])
  })

  it('have no revisions where they are unknown', async () => {
    expect(await store().events.revisions(['unknown'])).toEqual([[]])
  })
}
