import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCache } from '../../src/cache/index.ts'
import { systemClock } from '../../src/model/clock.ts'
import { createTranslator } from '../../src/read/translate/create-translator.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { startGateway } from '../doubles/start-gateway.ts'
import { draft } from './stored-gateway.ts'

let store: Store
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  await store.commit({ sourceId: 'kz/polisia-ru', drafts: [draft(1), draft(2)], at: '2025-04-09T10:00:00Z' })
})
afterAll(() => store?.[Symbol.asyncDispose]())

const query = '{ events { nodes { title translation(to: "en") { title } } } }'

test.each([
  ['no server is set', null, /^No translation server is configured: set TRANSLATE_URL\.$/],
  [
    'the server does not answer',
    'http://127.0.0.1:9',
    /^The translation server 127\.0\.0\.1:9 did not answer/,
  ],
])('where %s a translation is null and the answer says why, each time', async (_, url, reason) => {
  await using translator = createTranslator({ url, cache: createCache({}), clock: systemClock })
  await using gateway = await startGateway({ store, translator })
  for (let time = 0; time < 2; time++) {
    const { data, errors, extensions } = await gateway.ask(query)
    expect(errors).toBeUndefined()
    expect(data.events.nodes.map((node: { translation: unknown }) => node.translation)).toEqual([null, null])
    expect(extensions.translation).toEqual({
      unavailable: [{ to: 'en', reason: expect.stringMatching(reason), events: 2 }],
    })
  }
  const without = await gateway.ask('{ events { nodes { title } } }')
  expect(without.extensions?.translation).toBeUndefined()
})
