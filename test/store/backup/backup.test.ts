import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCursor, toCursor } from '../../../src/model/cursor.ts'
import { readLines, writeLines } from '../../../src/store/backup/backup-file.ts'
import { readBackup } from '../../../src/store/backup/read-backup.ts'
import { writeBackup } from '../../../src/store/backup/write-backup.ts'
import { openDb } from '../../../src/store/open-db.ts'
import type { Store } from '../../../src/store/types.ts'
import { verifyStore } from '../../../src/store/verify/verify-store.ts'
import { startGateway } from '../../doubles/start-gateway.ts'
import { sampleDraft } from '../sample-draft.ts'
import { pgliteHome, postgresHome, postgresMissing, type StoreHome } from '../store-homes.ts'
import { fillStore } from './filled-store.ts'

const noPostgres = await postgresMissing()
const createdAt = '2025-05-01T00:00:00.000Z'
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-backup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
const newFile = () => join(folder, `${files++}.backup`)

async function backUp(home: StoreHome, path = newFile()): Promise<string> {
  const { db, schema } = await openDb(home.options)
  await using _closing = db
  await writeLines(path, (write) => writeBackup({ db, schema, createdAt }, write))
  return path
}

async function restore(home: StoreHome, path: string) {
  const { db, schema } = await openDb(home.options)
  await using _closing = db
  return await readBackup({ db, schema }, readLines(path))
}

const everything = `{
  events(first: 100, orderBy: PUBLISHED_ASC) {
    totalCount
    edges { cursor node { id seq url title body language publishedAt collectedAt updatedAt status
      revisions { revision at reason } story { id } quantities { value grams evidence { text } }
      provenance { sha256 fetchedAt } } }
  }
  eventChanges(first: 100) { nodes { cursor seq kind at event { id } } pageInfo { endCursor } }
  found: events(filter: { text: "гашиша" }, first: 5) { nodes { id } }
  stats(by: [LANGUAGE], filter: {}) { events grams }
  apiKeys { id name scope createdAt }
  auditLog { id at action arguments }
}`

/** What a gateway over the store answers. */
async function answersOf(store: Store) {
  await using gateway = await startGateway({ store })
  const { data, errors } = await gateway.ask(everything)
  expect(errors).toBeUndefined()
  return data
}

const ways: (readonly [string, string, () => Promise<StoreHome>, () => Promise<StoreHome>])[] = [
  ...(noPostgres ? [['PGlite', 'PGlite', pgliteHome, pgliteHome] as const] : []),
  ['PGlite', 'PostgreSQL', pgliteHome, postgresHome],
  ['PostgreSQL', 'PGlite', postgresHome, pgliteHome],
]

describe.each(ways)('a backup of %s restored into %s', (from, to, createFrom, createTo) => {
  const needsServer = from === 'PostgreSQL' || to === 'PostgreSQL'

  test.skipIf(needsServer && noPostgres)(
    'gives the same answers and the same cursors, and goes on from there',
    async () => {
      const [source, target] = [await createFrom(), await createTo()]
      try {
        const first = await source.open()
        await fillStore(first)
        const before = await answersOf(first)
        await first[Symbol.asyncDispose]()
        expect(before.events.totalCount).toBeGreaterThan(30)

        const report = await restore(target, await backUp(source))
        expect(report.rows).toMatchObject({ events: 40, snapshots: 2, rejections: 2, api_keys: 1 })

        await using second = await target.open()
        expect(await answersOf(second)).toEqual(before)
        expect((await verifyStore(second.db)).filter(({ problems }) => problems > 0)).toEqual([])

        // A client that was away meanwhile goes on with the cursor it had.
        const cursor = before.eventChanges.pageInfo.endCursor
        const { added, head } = await second.commit({
          sourceId: 'kz/sample',
          drafts: [sampleDraft({ url: 'https://news.example/after' })],
          at: '2025-05-02T00:00:00.000Z',
        })
        const after = parseCursor(cursor, second.changes.id)
        const { changes } = await second.changes.page({ after, limit: 10 })
        expect(changes.map(({ eventId, seq }) => [eventId, seq])).toEqual([[added[0], head]])
        expect(toCursor({ log: second.changes.id, seq: after })).toBe(cursor)
        const next = { at: createdAt, caller: 'x', requestId: null, action: 'y', arguments: {} }
        expect(await second.audit.begin(next)).toBe('2')
      } finally {
        await source.drop()
        await target.drop()
      }
    },
  )
})

describe('a backup', () => {
  let home: StoreHome
  let path: string
  beforeAll(async () => {
    home = await pgliteHome()
    const store = await home.open()
    await fillStore(store)
    await store[Symbol.asyncDispose]()
    path = await backUp(home)
  })
  afterAll(() => home.drop())

  const restoreText = async (text: string) => {
    const file = newFile()
    await writeFile(file, gzipSync(text))
    const target = await (noPostgres ? pgliteHome() : postgresHome())
    try {
      const error = await restore(target, file).then(
        () => '',
        ({ code, message }) => `${code}: ${message}`,
      )
      await using store = await target.open()
      expect(await store.changes.head()).toBe(0)
      return error
    } finally {
      await target.drop()
    }
  }

  test('can be read by its owner only', async () => {
    expect((await stat(path)).mode & 0o077).toBe(0)
  })

  test('never replaces a file', async () => {
    await expect(backUp(home, path)).rejects.toThrow(/there already/)
  })

  test('of an empty database says that there is nothing', async () => {
    const empty = await pgliteHome()
    await expect(backUp(empty)).rejects.toThrow(/nothing to back up/)
    await empty.drop()
  })

  test('goes into an empty database only', async () => {
    await expect(restore(home, path)).rejects.toThrow(/not empty.*nothing is overwritten/)
  })

  test('that is cut short, changed or something else restores nothing and says why', {
    timeout: 120_000,
  }, async () => {
    const lines = gunzipSync(await readFile(path))
      .toString()
      .split('\n')
    expect(await restoreText(lines.slice(0, -2).join('\n'))).toMatch(/ends before its end/)
    const row = lines.indexOf('{"table":"events"}') + 1
    expect(await restoreText(lines.toSpliced(row, 1).join('\n'))).toMatch(/should have \d+ rows/)
    expect(await restoreText('{"format":"other"}\n')).toMatch(/not a backup of Bulletin/)
    const newer = lines[0]!.replace(/\}\],"logId"/, '},{"number":999,"sha256":"x"}],"logId"')
    expect(await restoreText([newer, ...lines.slice(1)].join('\n'))).toMatch(/newer/)
  })

  test('whose bytes were torn is told apart from one that is not there', async () => {
    const target = await pgliteHome()
    const torn = newFile()
    await writeFile(torn, (await readFile(path)).subarray(0, 4_000))
    await expect(restore(target, torn)).rejects.toThrow(/not a whole backup|damaged/)
    await expect(restore(target, join(folder, 'absent'))).rejects.toThrow(/There is no file/)
    await target.drop()
  })
})
