import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Release } from '../../src/model/release.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'

const release: Release = {
  year: 2026,
  number: 12,
  origin: 'IMPORTED',
  from: '2026-06-16',
  to: '2026-06-30',
  publishedAt: null,
  sha256: 'ab'.repeat(32),
  stated: { total: 2, byCountry: { AZ: 1, TJ: 1 } },
  problems: ['Event 2 names no source address.'],
  updatedAt: '2026-07-01T00:00:00.000Z',
  entries: ['AZ', 'TJ'].map((country, i) => ({
    ordinal: i + 1,
    country,
    title: `Title ${i + 1}`,
    paragraphs: ['One.', 'Two.'],
    url: i === 0 ? 'https://nmdk.gov.az/page/post/1' : null,
    printedUrl: i === 0 ? 'nmdk.gov.az/page/post/1' : null,
    hostOnly: false,
    eventId: null,
  })),
}

let store: Store
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
})
afterAll(() => store[Symbol.asyncDispose]())

describe('stored releases', () => {
  it('come back as they were saved', async () => {
    await store.releases.save(release)
    expect(await store.releases.list({ year: 2026, number: 12 })).toEqual([release])
  })
  it('are replaced whole when saved again', async () => {
    await store.releases.save(release)
    const shorter = { ...release, entries: release.entries.slice(0, 1), problems: [] }
    await store.releases.save(shorter)
    expect(await store.releases.list({ year: 2026 })).toEqual([shorter])
  })
  it('keep what another release says beside ours of the same number', async () => {
    await store.releases.save(release)
    const ours: Release = { ...release, origin: 'COMPOSED', publishedAt: '2026-07-02T00:00:00.000Z' }
    await store.releases.save(ours)
    expect((await store.releases.list({ year: 2026, number: 12 })).map(({ origin }) => origin)).toEqual([
      'COMPOSED',
      'IMPORTED',
    ])
    expect(await store.releases.list({ origin: 'COMPOSED' })).toEqual([ours])
  })
  it('are listed newest period first', async () => {
    await store.releases.save({ ...release, number: 11, from: '2026-06-01', to: '2026-06-15' })
    expect((await store.releases.list({ origin: 'IMPORTED' })).map(({ number }) => number)).toEqual([12, 11])
  })
})
