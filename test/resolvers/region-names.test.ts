import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { regionsByCode } from '../../src/understand/places/gazetteer.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { sampleDraft } from '../store/sample-draft.ts'

const evidence = { text: 'В', start: 0, end: 1 }
const place = { latitude: null, longitude: null, happenedHere: true, evidence }
const placed = sampleDraft({
  understanding: {
    places: [
      { ...place, country: 'KZ', region: 'KZ-61', name: 'Turkistan Region' },
      { ...place, country: 'UZ', region: null, name: 'Uzbekistan' },
    ],
  },
})

let store: Store
let gateway: TestGateway<Store>
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  await store.commit({ sourceId: placed.sourceId, drafts: [placed], at: '2025-04-09T10:00:00.000Z' })
  gateway = await startGateway({ store, regions: [...regionsByCode.values()] })
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await store?.[Symbol.asyncDispose]()
})

test.each([
  ['ru', 'Туркестанская область', ['Туркестанская область', 'Узбекистан']],
  ['ru-KZ', 'Туркестанская область', ['Туркестанская область', 'Узбекистан']],
  ['en', 'Turkistan Region', ['Turkistan Region', 'Uzbekistan']],
  // The gazetteer has no German; states have names in every language.
  ['de', 'Turkistan Region', ['Turkistan Region', 'Usbekistan']],
])(
  'regions and places are named in %s, in English where there is no other name',
  async (language, region, names) => {
    const { data, errors } = await gateway.ask(
      `query ($language: LanguageTag!) {
      regions(countries: [KZ]) { code name(language: $language) }
      event(id: "${placed.id}") { places { name(language: $language) } }
    }`,
      { language },
    )
    expect(errors).toBeUndefined()
    expect(data.regions.find(({ code }: { code: string }) => code === 'KZ-61').name).toBe(region)
    expect(data.event.places.map(({ name }: { name: string }) => name)).toEqual(names)
  },
)
