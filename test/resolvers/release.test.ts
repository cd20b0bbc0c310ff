import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { sampleDraft, sampleMass } from '../store/sample-draft.ts'

let store: Store
let gateway: TestGateway<Store>
let ids: string[]
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  gateway = await startGateway({ store })
  const drafts = [1, 2].map((n) =>
    sampleDraft({
      url: `https://polisia.kz/${n}`,
      sourceId: 'kz/polisia-ru',
      title: `Report ${n}`,
      language: 'en',
      publishedAt: `2025-03-0${n}T06:00:00.000Z`,
      publishedOn: `2025-03-0${n}`,
      understanding: {
        quantities: [sampleMass(1500)],
        categories: [{ category: 'SEIZURE', evidence: [] }],
      },
    }),
  )
  ids = drafts.map(({ id }) => id)
  await store.commit({ sourceId: 'kz/polisia-ru', drafts, at: '2025-03-03T00:00:00.000Z' })
  await store.releases.save({
    ...{ year: 2025, number: 5, origin: 'IMPORTED', from: '2025-03-01', to: '2025-03-15' },
    ...{ publishedAt: null, sha256: 'f'.repeat(64), stated: null, problems: ['Look at it.'] },
    updatedAt: '2025-03-20T00:00:00.000Z',
    entries: [
      {
        ...{ ordinal: 1, country: 'KZ', title: 'AS RELEASED', paragraphs: ['Words.'] },
        ...{ url: 'https://polisia.kz/1', printedUrl: null, hostOnly: false, eventId: ids[0]! },
      },
    ],
  })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})

const release = async (fields: string, args = 'year: 2025, number: 5') => {
  const { data, errors } = await gateway.ask(`{ release(${args}) { ${fields} } }`)
  expect(errors).toBeUndefined()
  return data.release
}
const refused = async (query: string) => {
  const { errors } = await gateway.ask(query)
  return [errors![0].extensions.code, errors![0].message]
}

describe('a release over GraphQL', () => {
  test('tells counts, entries, figures, coverage and how it compares', async () => {
    expect(
      await release(`year number from to origin publishedAt sentence
        counts { country { code } events } entries { ordinal title wording url source event { id } }
        figures { seizures { substance { id } country { code } grams events } categories { category events } cumulativeStatements }
        coverageNote problems comparison { both { title } missingHere { title } missingThere { title } }`),
    ).toEqual({
      ...{ year: 2025, number: 5, from: '2025-03-01', to: '2025-03-15', origin: 'COMPOSED' },
      publishedAt: null,
      sentence:
        'From 1 to 15 March 2025 the media reported 2 events in the anti-drug sphere (Kazakhstan – 2).',
      counts: [{ country: { code: 'KZ' }, events: 2 }],
      entries: [
        {
          ...{ ordinal: 1, title: 'AS RELEASED', wording: 'RELEASE', url: 'https://polisia.kz/1' },
          ...{ source: 'Name of kz/polisia-ru', event: { id: ids[0] } },
        },
        {
          ...{ ordinal: 2, title: 'Report 2', wording: 'ORIGINAL', url: 'https://polisia.kz/2' },
          ...{ source: 'Name of kz/polisia-ru', event: { id: ids[1] } },
        },
      ],
      figures: {
        seizures: [{ substance: { id: 'heroin' }, country: { code: 'KZ' }, grams: 3000, events: 2 }],
        categories: [{ category: 'SEIZURE', events: 2 }],
        cumulativeStatements: 0,
      },
      coverageNote: [expect.stringMatching(/None of the 3 sources/), expect.any(String)],
      problems: [],
      comparison: {
        both: [{ title: 'AS RELEASED' }],
        missingHere: [],
        missingThere: [{ title: 'Report 2' }],
      },
    })
  })

  test('may be the imported one of the number', async () => {
    expect(
      await release(
        'origin sha256 problems entries { title } events { id } comparison { both { title } }',
        'year: 2025, number: 5, origin: IMPORTED',
      ),
    ).toEqual({
      ...{ origin: 'IMPORTED', sha256: 'f'.repeat(64), problems: ['Look at it.'], comparison: null },
      entries: [{ title: 'AS RELEASED' }],
      events: [{ id: ids[0] }],
    })
    expect(await release('number', 'year: 2025, number: 4, origin: IMPORTED')).toBeNull()
  })

  test('is edited and published by mutations, which leave a trail', async () => {
    const { data, errors } = await gateway.ask(`mutation {
      excludeFromRelease(year: 2025, number: 5, event: "${ids[1]}") { left { id } }
      retitleInRelease(year: 2025, number: 5, event: "${ids[0]}", title: "Mended") { entries { title } }
      summariseRelease(year: 2025, number: 5, summary: "Quiet weeks.") { summary }
      includeInRelease(year: 2025, number: 5, event: "${ids[1]}") { left { id } }
      moveInRelease(year: 2025, number: 5, event: "${ids[1]}", position: 1) { entries { title } }
      publishRelease(year: 2025, number: 5) { publishedAt publishedBy sha256 edits { kind editor value event { id } } }
    }`)
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      excludeFromRelease: { left: [{ id: ids[1] }] },
      retitleInRelease: { entries: [{ title: 'Mended' }] },
      summariseRelease: { summary: 'Quiet weeks.' },
      includeInRelease: { left: [] },
      moveInRelease: { entries: [{ title: 'Report 2' }, { title: 'Mended' }] },
    })
    const { edits, publishedBy, sha256 } = data.publishRelease
    expect(edits.map(({ kind, value }: { kind: string; value: string }) => [kind, value])).toEqual([
      ['EXCLUDED', null],
      ['RETITLED', 'Mended'],
      ['SUMMARISED', 'Quiet weeks.'],
      ['INCLUDED', null],
      ['MOVED', '1'],
      ['PUBLISHED', sha256],
    ])
    expect(edits[0]).toMatchObject({ event: { id: ids[1] }, editor: publishedBy })
    expect(await release('sha256 summary')).toEqual({ sha256, summary: 'Quiet weeks.' })
    expect(
      await refused(`mutation { excludeFromRelease(year: 2025, number: 5, event: "${ids[1]}") { number } }`),
    ).toEqual(['BAD_USER_INPUT', expect.stringMatching(/no longer changes/)])
  })

  test('that cannot be is refused with what to do', async () => {
    expect(await refused('{ release(year: 2025, number: 25) { number } }')).toEqual([
      'BAD_USER_INPUT',
      expect.stringMatching(/1 to 24/),
    ])
    expect(await refused('{ release(year: 2026, number: 1) { number } }')).toEqual([
      'BAD_USER_INPUT',
      expect.stringMatching(/nothing has happened/),
    ])
  })

  test('all there are, newest first', async () => {
    const { data } = await gateway.ask(
      '{ releases { year number origin } none: releases(year: 2020) { number } }',
    )
    expect(data).toEqual({
      releases: [
        { year: 2025, number: 5, origin: 'COMPOSED' },
        { year: 2025, number: 5, origin: 'IMPORTED' },
      ],
      none: [],
    })
  })
})

test('an answer kept before an edit is not given after it', async () => {
  const query = '{ releases(year: 2025) { number origin summary } }'
  const summaries = async () =>
    (await gateway.ask(query)).data.releases.map(({ summary }: { summary: string }) => summary)
  await gateway.ask('mutation { summariseRelease(year: 2025, number: 6, summary: "First") { number } }')
  expect(await summaries()).toContain('First')
  await gateway.ask('mutation { summariseRelease(year: 2025, number: 6, summary: "Second") { number } }')
  expect(await summaries()).toContain('Second')
})
