import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadItem } from '../../src/model/item.ts'
import { importDocument } from '../../src/release/import/import-document.ts'
import type { ImportPorts } from '../../src/release/import/ports.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { understand } from '../../src/understand/index.ts'

const seeds = new URL('../../../shared/seeds/', import.meta.url)
const haveSeeds = existsSync(seeds)
if (!haveSeeds) console.warn('SKIPPED: ../shared/seeds is absent; no real document is imported.')
const seed = (name: string) => ({ name, bytes: readFileSync(new URL(name, seeds)) })

const text = `INFORMATION RELEASE
16-30.06.2026
#12

In the period from 16 to 30 June 2026 media covered 2 events (Azerbaijan - 1, Tajikistan – 1).

REPUBLIC OF AZERBAIJAN

CUSTOMS OFFICERS FOUND A CONSIGNMENT OF HASHISH

The truck was stopped on 18 June. Officers seized 3 kg of hashish.

<https://nmdk.gov.az/page/post/3999?lang=ru>

REPUBLIC OF TAJIKISTAN

POPPY FIELDS WERE DESTROYED

Plants were cut down in two districts.

<https://akn.tj/>
`
const release = { name: 'release-12.txt', bytes: new TextEncoder().encode(text) }

let store: Store
beforeEach(async () => {
  store = await openStore({ dataDir: 'memory://' })
})
afterEach(() => store[Symbol.asyncDispose]())

const ports = (changes: Partial<ImportPorts> = {}): ImportPorts => ({
  store,
  fetchItems: null,
  sourceOf: () => null,
  understand,
  clock: { now: () => new Date('2026-07-02T08:00:00Z') },
  ...changes,
})
const events = async () => {
  const page = await store.events.page({ limit: 100, orderBy: 'SEQ_ASC' })
  return (await store.events.byIds(page.refs.map(({ id }) => id))).map((event) => event!)
}

const original: ReadItem = {
  url: 'https://nmdk.gov.az/page/post/3999?lang=ru',
  sourceId: 'az/nmdk',
  title: 'Таможенники нашли гашиш',
  summary: null,
  body: 'Сотрудники таможни изъяли три килограмма гашиша.',
  bodyHtml: null,
  publishedAt: '2026-06-19T06:00:00.000Z',
  language: 'ru',
  images: [],
  fetchedAt: '2026-07-02T08:00:00.000Z',
  strategy: 'id-probe',
  publication: { precision: 'DAY', day: '2026-06-19' },
  provenance: {
    requestedUrl: 'https://nmdk.gov.az/page/post/3999?lang=ru',
    finalUrl: 'https://nmdk.gov.az/page/post/3999?lang=ru',
    status: 200,
    fetchedAt: '2026-07-02T08:00:00.000Z',
    sha256: '0'.repeat(64),
    contentType: 'text/html',
    strategy: 'id-probe',
    via: [],
  },
}

describe('importing a release', () => {
  it('makes an event of each entry, filed under the country the release says', async () => {
    const report = await importDocument(release, ports())
    expect(report).toMatchObject({ type: 'release', events: 2, added: 2, fetched: 0 })
    expect((await events()).map(({ country, title, url }) => [country, title, url])).toEqual([
      ['AZ', 'CUSTOMS OFFICERS FOUND A CONSIGNMENT OF HASHISH', 'https://nmdk.gov.az/page/post/3999?lang=ru'],
      ['TJ', 'POPPY FIELDS WERE DESTROYED', 'https://akn.tj/#release-2026-12-2'],
    ])
  })
  it('never invents a date: the day in the text, else the end of the period, marked as inferred', async () => {
    await importDocument(release, ports())
    expect(
      (await events()).map(({ publishedOn, publishedPrecision }) => [publishedOn, publishedPrecision]),
    ).toEqual([
      ['2026-06-18', 'INFERRED'],
      ['2026-06-30', 'INFERRED'],
    ])
  })
  it('twice changes nothing', async () => {
    await importDocument(release, ports())
    const head = await store.changes.head()
    expect(await importDocument(release, ports())).toMatchObject({ added: 0, revised: 0, unchanged: 2 })
    expect(await store.changes.head()).toBe(head)
  })
  it('takes the original where it can be read, and says where it cannot', async () => {
    const report = await importDocument(
      release,
      ports({
        fetchItems: async (urls) => urls.map((url) => (url === original.url ? original : new Error('gone'))),
      }),
    )
    expect(report.fetched).toBe(1)
    expect((await events())[0]).toMatchObject({
      title: original.title,
      language: 'ru',
      publishedAt: original.publishedAt,
      country: 'AZ',
    })
    const other = await importDocument(
      release,
      ports({ fetchItems: async (urls) => urls.map(() => new Error('polisia.kz: no network')) }),
    )
    expect(other.problems.join('\n')).not.toMatch(/no network/)
  })
  it('attaches to an event that is stored as its site tells it', async () => {
    await importDocument(release, ports({ fetchItems: async (urls) => urls.map(() => original) }))
    const report = await importDocument(release, ports())
    expect(report).toMatchObject({ attached: 1, added: 0, revised: 0 })
    expect((await events())[0]?.title).toBe(original.title)
  })
  it('keeps the release with its entries and their events', async () => {
    await importDocument(release, ports())
    const [stored] = await store.releases.list({ year: 2026, number: 12 })
    expect(stored).toMatchObject({
      origin: 'IMPORTED',
      from: '2026-06-16',
      to: '2026-06-30',
      stated: { total: 2 },
    })
    expect(await store.events.byIds(stored!.entries.map(({ eventId }) => eventId!))).toEqual(await events())
  })
  it('shows how far it is', async () => {
    const seen: string[] = []
    await importDocument(
      release,
      ports({
        fetchItems: async (urls) => urls.map(() => new Error('x')),
        onProgress: (done, total) => seen.push(`${done}/${total}`),
      }),
    )
    expect(seen).toEqual(['1/1'])
  })
})

describe('a file that cannot be imported is refused with what to do', () => {
  it.each([
    ['empty.txt', '', /is empty/],
    ['scan.pdf', '%PDF-1.4 broken', /PDF could not be read/],
    ['letter.docx', 'PK\u0003\u0004rest', /DOCX or ZIP/],
    ['blank.txt', '   \n ', /holds no text/],
  ])('%s', async (name, content, message) => {
    await expect(importDocument({ name, bytes: new TextEncoder().encode(content) }, ports())).rejects.toThrow(
      message,
    )
  })
  it('old.txt, in a charset that is not UTF-8', async () => {
    await expect(
      importDocument({ name: 'old.txt', bytes: new Uint8Array([0xcf, 0xf0, 0xe8, 0xe2]) }, ports()),
    ).rejects.toThrow(/not UTF-8/)
  })
})

describe.skipIf(!haveSeeds)('the real documents', () => {
  it('release 7 of 2025: 30 events, all within the period, twice without duplicates', async () => {
    const report = await importDocument(seed('information-release-7-2025.txt'), ports())
    expect(report).toMatchObject({ events: 30, added: 30 })
    const all = await events()
    const counts = Object.groupBy(all, ({ country }) => country)
    expect(Object.fromEntries(Object.entries(counts).map(([code, list]) => [code, list!.length]))).toEqual({
      AZ: 1,
      KZ: 14,
      KG: 4,
      RU: 11,
    })
    expect(all.filter(({ publishedOn }) => publishedOn < '2025-04-01' || publishedOn > '2025-04-15')).toEqual(
      [],
    )
    expect(await importDocument(seed('information-release-7-2025.txt'), ports())).toMatchObject({
      added: 0,
      revised: 0,
      unchanged: 30,
    })
    expect(await store.events.count()).toBe(30)
  })
  it('press releases and articles become events of their own, once each', async () => {
    for (const name of [
      'cadap-press-release-2024-11.txt',
      'unodc-kyrgyz-cns.txt',
      'csto-ksopn-15-years.txt',
      'cadap-press-release-2024-11.txt',
    ])
      await importDocument(seed(name), ports())
    const all = await events()
    expect(all.map(({ language }) => language)).toEqual(['ru', 'en', 'en'])
    expect(new Set(all.map(({ url }) => url)).size).toBe(3)
    expect(all.every(({ publishedPrecision }) => publishedPrecision === 'INFERRED')).toBe(true)
  })
})
