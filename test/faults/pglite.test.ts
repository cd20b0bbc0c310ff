import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { verifyStore } from '../../src/store/verify/verify-store.ts'
import { bulletin } from '../e2e/process.ts'
import { sampleDraft } from '../store/sample-draft.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-faults-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the embedded database', { timeout: 120_000 }, () => {
  test('open in another process: the command says whose it is and what to do, and harms nothing', async () => {
    const dataDir = join(folder, 'locked')
    await using store = await openStore({ dataDir })
    const { code, err } = await bulletin(['verify'], { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(err).toMatch(new RegExp(`in use by process ${process.pid}.*DATABASE_URL`))
    await store.commit({ sourceId: 's', drafts: [sampleDraft()], at: '2025-01-01T00:00:00Z' })
    expect(await store.changes.head()).toBe(1)
  })

  test('where no folder can be: the command says so', async () => {
    const path = join(folder, 'a-file')
    await writeFile(path, '')
    const { code, err } = await bulletin(['key', 'list'], { DATA_DIR: join(path, 'data') })
    expect(code).toBe(1)
    expect(err).toContain(path)
    expect(err).not.toMatch(/\n {4}at /)
  })

  test('torn by a broken disk: it does not open on half of its data, and says what to do', async () => {
    const dataDir = join(folder, 'torn')
    const store = await openStore({ dataDir })
    await store.commit({ sourceId: 's', drafts: [sampleDraft()], at: '2025-01-01T00:00:00Z' })
    await store[Symbol.asyncDispose]()
    await truncate(join(dataDir, 'pglite', 'global', 'pg_control'), 100)
    await expect(openStore({ dataDir })).rejects.toThrow(/could not be opened.*restore/s)
  })
})

async function truncate(path: string, length: number): Promise<void> {
  expect((await stat(path)).size).toBeGreaterThan(length)
  const file = await open(path, 'r+')
  await file.truncate(length)
  await file.close()
}

test('a clock that jumps back or forward leaves no gap and no disorder in the log', async () => {
  await using store = await openStore({ dataDir: 'memory://' })
  const instants = [
    '2025-04-10T10:00:00Z',
    '2019-01-01T00:00:00Z',
    '2041-01-01T00:00:00Z',
    '2025-04-10T10:00:01Z',
  ]
  for (const [i, at] of instants.entries()) {
    const draft = sampleDraft({
      url: `https://news.example/${i % 2}`,
      title: `Изъято ${i}`,
      contentHash: String(i),
    })
    await store.commit({ sourceId: 's', drafts: [draft], at })
  }
  const { changes } = await store.changes.page({ after: 0, limit: 10 })
  expect(changes.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'ADDED'],
    [2, 'ADDED'],
    [3, 'REVISED'],
    [4, 'REVISED'],
  ])
  expect((await verifyStore(store.db)).filter(({ problems }) => problems > 0)).toEqual([])
})
