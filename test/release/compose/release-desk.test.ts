import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createReleaseDesk, type DeskPorts } from '../../../src/release/compose/create-release-desk.ts'
import { importDocument } from '../../../src/release/import/import-document.ts'
import { openStore } from '../../../src/store/index.ts'
import type { Store } from '../../../src/store/types.ts'
import { understand } from '../../../src/understand/index.ts'
import { source } from '../../doubles/start-gateway.ts'
import { sampleDraft } from '../../store/sample-draft.ts'

const seeds = new URL('../../../../shared/seeds/', import.meta.url)
const haveSeeds = existsSync(seeds)
if (!haveSeeds)
  console.warn('SKIPPED: ../shared/seeds is absent; the real Information Release is not composed again.')

let store: Store
let now = new Date('2025-05-02T08:00:00Z')
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
})
afterAll(() => store[Symbol.asyncDispose]())

const desk = (changes: Partial<DeskPorts> = {}) =>
  createReleaseDesk({
    store,
    sources: [source('kz/polisia-ru', 'KZ')],
    translator: null,
    names: { substance: (id) => id, region: () => null },
    now: () => now,
    ...changes,
  })
const titles = async (number: number) =>
  (await (await desk().release(2025, number))!.content()).document.sections.flatMap(({ entries }) =>
    entries.map(({ title }) => title),
  )

describe('drafts and published releases', () => {
  const ids: string[] = []
  beforeAll(async () => {
    const drafts = [1, 2, 3].map((n) =>
      sampleDraft({
        url: `https://polisia.kz/${n}`,
        title: `Report ${n}`,
        body: 'Text of the report.',
        language: 'en',
        publishedAt: `2025-02-0${n}T06:00:00.000Z`,
        publishedOn: `2025-02-0${n}`,
      }),
    )
    ids.push(...drafts.map(({ id }) => id))
    await store.commit({ sourceId: 'kz/polisia-ru', drafts, at: now.toISOString() })
  })

  test('a draft follows what editors do; each edit is kept with who and when', async () => {
    await desk().edit(2025, 3, { kind: 'EXCLUDED', eventId: ids[0]!, value: null }, 'key:anna')
    await desk().edit(2025, 3, { kind: 'RETITLED', eventId: ids[1]!, value: '<b>=Better</b>' }, 'key:anna')
    now = new Date('2025-05-02T09:00:00Z')
    const view = await desk().edit(2025, 3, { kind: 'MOVED', eventId: ids[2]!, value: '1' }, 'key:bolat')
    expect(await titles(3)).toEqual(['Report 3', '<b>=Better</b>'])
    expect((await view.content()).left.map(({ id }) => id)).toEqual([ids[0]])
    expect((await view.edits()).map(({ kind, editor, at }) => [kind, editor, at])).toEqual([
      ['EXCLUDED', 'key:anna', '2025-05-02T08:00:00.000Z'],
      ['RETITLED', 'key:anna', '2025-05-02T08:00:00.000Z'],
      ['MOVED', 'key:bolat', '2025-05-02T09:00:00.000Z'],
    ])
  })

  test('an edit that makes no sense is refused with what to do', async () => {
    const edit = (
      kind: 'RETITLED' | 'MOVED' | 'INCLUDED' | 'SUMMARISED',
      eventId: string | null,
      value: string,
    ) => desk().edit(2025, 3, { kind, eventId, value }, 'key:anna')
    await expect(edit('RETITLED', ids[0]!, 'x')).rejects.toThrow(/Include it first/)
    await expect(edit('RETITLED', ids[1]!, ' ')).rejects.toThrow(/has words/)
    await expect(edit('SUMMARISED', null, 'x'.repeat(5001))).rejects.toThrow(/5000 characters/)
    await expect(edit('MOVED', ids[1]!, '0')).rejects.toThrow(/from 1/)
    await expect(edit('INCLUDED', 'nowhere', '')).rejects.toThrow(/no event nowhere/)
  })

  test('an editor who has not seen what another did meanwhile is told so, and nothing is done', async () => {
    const seen = (await (await desk().release(2025, 3))!.edits()).length
    const retitle = (title: string, editor: string) =>
      desk().edit(2025, 3, { kind: 'RETITLED', eventId: ids[1]!, value: title }, editor, seen)
    const both = await Promise.allSettled([
      retitle('From Anna', 'key:anna'),
      retitle('From Bolat', 'key:bolat'),
    ])
    const refused = both.filter((each) => each.status === 'rejected')
    expect(refused.map(({ reason }) => [reason.code, reason.message])).toEqual([
      ['CONFLICT', expect.stringMatching(/Somebody else edited release 3 of 2025.*Read it again/)],
    ])
    expect((await (await desk().release(2025, 3))!.edits()).length).toBe(seen + 1)
    await desk().edit(
      2025,
      3,
      { kind: 'RETITLED', eventId: ids[1]!, value: '<b>=Better</b>' },
      'key:anna',
      seen + 1,
    )
  })

  test('what is published is what the editor saw', async () => {
    await expect(desk().publish(2025, 3, 'key:anna', 'f'.repeat(64))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/not any more what you saw/),
    })
  })

  test('a published release never changes, whatever happens to its events, and keeps its hash', async () => {
    const draft = await (await desk().release(2025, 3))!.content()
    const published = await desk().publish(2025, 3, 'key:anna', draft.sha256)
    expect((await published.content()).sha256).toBe(draft.sha256)
    await store.commit({
      sourceId: 'kz/polisia-ru',
      drafts: [
        sampleDraft({
          url: 'https://polisia.kz/late',
          publishedOn: '2025-02-05',
          publishedAt: '2025-02-05T06:00:00.000Z',
        }),
      ],
      withdrawals: [{ eventId: ids[2]!, reason: 'gone' }],
      at: now.toISOString(),
    })
    const again = await desk().release(2025, 3)
    expect(await again!.content()).toMatchObject({ sha256: draft.sha256, document: draft.document })
    expect(again).toMatchObject({ publishedBy: 'key:anna', publishedAt: now.toISOString() })
    await expect(
      desk().edit(2025, 3, { kind: 'EXCLUDED', eventId: ids[1]!, value: null }, 'key:bolat'),
    ).rejects.toThrow(/published and no longer changes/)
    await expect(desk().publish(2025, 3, 'key:bolat')).rejects.toThrow(/no longer changes/)
    await expect(store.db.exec("UPDATE published_releases SET document = ''")).rejects.toThrow(
      /never changed/,
    )
    expect(await store.releases.list({ year: 2025, number: 3, origin: 'COMPOSED' })).toMatchObject([
      { sha256: draft.sha256, stated: { total: 2, byCountry: { KZ: 2 } } },
    ])
  })

  test('two who publish at once publish one release', async () => {
    await store.commit({
      sourceId: 'kz/polisia-ru',
      drafts: [
        sampleDraft({
          url: 'https://polisia.kz/m',
          publishedOn: '2025-03-05',
          publishedAt: '2025-03-05T06:00:00.000Z',
        }),
      ],
      at: now.toISOString(),
    })
    const both = await Promise.allSettled([desk().publish(2025, 5, 'a'), desk().publish(2025, 5, 'b')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a period of its own tells its events, has no number, and the same hash when composed again', async () => {
    const compose = async () => (await desk().period('2025-02-02', '2025-02-03')).content()
    const { document, sha256 } = await compose()
    expect(document).toMatchObject({ number: null, from: '2025-02-02', to: '2025-02-03' })
    expect(document.sections.flatMap(({ entries }) => entries.map(({ title }) => title))).toEqual([
      'Report 2',
    ])
    expect((await compose()).sha256).toBe(sha256)
    await expect(desk().period('2025-02-03', '2025-02-02')).rejects.toThrow(/Turn it round/)
    await expect(desk().period('2026-02-03', '2026-02-04')).rejects.toThrow(/nothing has happened/)
  })

  test('a release of the future, of a period that is not over, or without an event is not published', async () => {
    await expect(desk().release(2025, 20)).rejects.toThrow(/nothing has happened/)
    await expect(desk().publish(2025, 9, 'a')).rejects.toThrow(/publish it after that/)
    await expect(desk().publish(2025, 1, 'a')).rejects.toThrow(/without an event/)
    await expect(desk().release(2025, 0)).rejects.toThrow(/1 to 24/)
  })
})

describe.skipIf(!haveSeeds)('release 7 of 2025, imported and composed again', () => {
  beforeAll(async () => {
    const name = 'information-release-7-2025.txt'
    await importDocument(
      { name, bytes: readFileSync(new URL(name, seeds)) },
      { store, fetchItems: null, sourceOf: () => null, understand, clock: { now: () => now } },
    )
  })

  test('tells the 30 events of the imported one, in its English, with 30 addresses', async () => {
    const ours = (await desk().release(2025, 7))!
    const { document, problems } = await ours.content()
    expect(document.sections.map(({ country, entries }) => [country, entries.length])).toEqual([
      ['AZ', 1],
      ['KZ', 14],
      ['KG', 4],
      ['RU', 11],
    ])
    const entries = document.sections.flatMap((section) => section.entries)
    expect(new Set(entries.map(({ url }) => url)).size).toBe(30)
    expect(entries.filter(({ url }) => !url || !URL.canParse(url))).toEqual([])
    expect(entries.filter(({ paragraphs, wording }) => !paragraphs.length || wording !== 'RELEASE')).toEqual(
      [],
    )
    expect(problems).toEqual([])
    expect(document.coverage[0]).toMatch(/None of the 1 sources was heard/)
  })

  test('and compares with it: picked by both, missing here, missing there', async () => {
    const [first] = (await (await desk().release(2025, 7))!.content()).document.sections[1]!.entries
    const late = sampleDraft({
      url: 'https://polisia.kz/own',
      publishedOn: '2025-04-09',
      publishedAt: '2025-04-09T06:00:00.000Z',
    })
    await store.commit({ sourceId: 'kz/polisia-ru', drafts: [late], at: now.toISOString() })
    const view = await desk().edit(2025, 7, { kind: 'EXCLUDED', eventId: first!.eventId, value: null }, 'a')
    const comparison = (await view.comparison())!
    expect(comparison.both).toHaveLength(29)
    expect(comparison.missingHere.map(({ title }) => title)).toEqual([first!.title])
    expect(comparison.missingThere.map(({ eventId }) => eventId)).toEqual([late.id])
    const theirs = (await desk().release(2025, 7, 'IMPORTED'))!
    expect((await theirs.content()).document.sections.flatMap(({ entries }) => entries)).toHaveLength(30)
    expect((await desk().releases(2025)).map(({ number, origin }) => [number, origin])).toEqual([
      [7, 'COMPOSED'],
      [7, 'IMPORTED'],
      [5, 'COMPOSED'],
      [3, 'COMPOSED'],
    ])
  })
})
