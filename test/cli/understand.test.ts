import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { rules } from '../../src/understand/index.ts'
import { meaningSamples } from '../e2e/meaning-samples.ts'
import { bulletin } from '../e2e/process.ts'

let folder: string
let env: Record<string, string>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-'))
  env = { DATA_DIR: folder, LOG_LEVEL: 'silent' }
  const drafts = meaningSamples().map((draft) => ({
    ...draft,
    sourceId: 'kz/polisia-ru',
    understanding: { ...draft.understanding, rules: '0.0.1', substances: [] },
  }))
  await using store = await openStore({ dataDir: folder })
  await store.commit({ sourceId: 'kz/polisia-ru', drafts, at: '2025-04-10T08:00:00Z' })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('bulletin understand', { timeout: 120_000 }, () => {
  test('tells first, then reads again, then has nothing left to do', async () => {
    const tried = await bulletin(['understand', '--since', '2025-01-01', '--dry-run'], env)
    expect(tried.out).toMatch(/12 reports, 0 already read by them, \d+ would be revised/)
    const done = await bulletin(['understand', '--since', '2025-01-01'], env)
    expect(done.code).toBe(0)
    expect(done.err).toContain('12/12 reports')
    const again = await bulletin(['understand', '--since', '2025-01-01'], env)
    expect(again.out).toContain('12 reports, 12 already read by them, 0 revised')
    await using store = await openStore({ dataDir: folder })
    const { refs } = await store.events.page({ limit: 50 })
    const events = await store.events.byIds(refs.map(({ id }) => id))
    expect(new Set(events.map((event) => event!.understanding.rules))).toEqual(new Set([rules]))
    expect(events.every((event) => event!.understanding.substances.length > 0)).toBe(true)
  })

  test('says what is wrong with what it was asked', async () => {
    const noDay = await bulletin(['understand', '--since', 'yesterday'], env)
    expect([noDay.code, noDay.err]).toEqual([2, expect.stringContaining('YYYY-MM-DD')])
    const noSource = await bulletin(['understand', '--since', '2025-01-01', '--source', 'kz/polisia'], env)
    expect([noSource.code, noSource.err]).toEqual([2, expect.stringContaining('Did you mean kz/polisia')])
  })
})
