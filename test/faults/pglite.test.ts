import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { verifyStore } from '../../src/store/verify/verify-store.ts'
import { bulletin } from '../e2e/process.ts'
import { sampleDraft } from '../store/sample-draft.ts'
import { numbered } from '../torture/write.ts'
import { mayMount, mount } from './mount.ts'

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

  test.each(['/proc/nowhere/data', '/dev/null/data'])(
    'at %s, where no folder can ever be: it says so at once',
    async (path) => {
      await expect(openStore({ dataDir: path })).rejects.toThrow(
        /data folder .* cannot be used: .*Set DATA_DIR/,
      )
    },
  )

  test.skipIf(!mayMount)(
    'on a disk that is read-only: the command says so, and reads nothing half',
    async () => {
      const dataDir = join(folder, 'read-only')
      const store = await openStore({ dataDir })
      await store.commit({ sourceId: 's', drafts: [sampleDraft()], at: '2025-01-01T00:00:00Z' })
      await store[Symbol.asyncDispose]()
      await using _mount = mount(['--bind', '-o', 'ro', dataDir, dataDir])
      for (const path of [dataDir, join(dataDir, 'deeper')])
        await expect(openStore({ dataDir: path })).rejects.toThrow(
          /cannot be (written to|used).*(EROFS|read-only).*DATA_DIR/,
        )
    },
  )

  test.skipIf(!mayMount)(
    'on a disk that runs full: the write fails whole, reads go on, and room makes it work again',
    async () => {
      const dataDir = join(folder, 'full')
      await mkdir(dataDir)
      await using disk = mount(['-t', 'tmpfs', '-o', 'size=96m', 'none', dataDir])
      const acknowledged: string[] = []
      const fill = async (limit: number) => {
        for (let n = 0; n < limit; n++) {
          const drafts = [numbered(acknowledged.length)]
          const { added } = await store.commit({ sourceId: 's', drafts, at: '2025-01-01T00:00:00Z' })
          acknowledged.push(...added)
        }
      }
      let store = await openStore({ dataDir })
      await disk.fill()
      await expect(fill(2_000)).rejects.toThrow()
      const written = acknowledged.length
      await disk.free()
      // Some full disks end the embedded database itself; it opens again on what was acknowledged.
      await Promise.resolve(store[Symbol.asyncDispose]()).catch(() => {})
      store = await openStore({ dataDir })
      expect((await store.events.byIds(acknowledged)).filter((event) => event === null)).toEqual([])
      await fill(5)
      expect(acknowledged.length).toBe(written + 5)
      expect((await verifyStore(store.db)).filter(({ problems }) => problems > 0)).toEqual([])
      await store[Symbol.asyncDispose]()
    },
  )

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
