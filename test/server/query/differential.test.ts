import { execute, type GraphQLSchema, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCache } from '../../../src/cache/index.ts'
import { type ContextFactory, createContextFactory } from '../../../src/read/context.ts'
import { createQueryPolicy } from '../../../src/server/limits/query-policy.ts'
import { loadSchema } from '../../../src/server/load-schema.ts'
import { createFragmentCache } from '../../../src/server/query/fragment-cache.ts'
import type { Piece } from '../../../src/server/query/piece.ts'
import { prepareOperation } from '../../../src/server/query/prepare-operation.ts'
import { measure, writePiece } from '../../../src/server/query/write-piece.ts'
import { createMemoryStore } from '../../doubles/memory-store.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'
import { now, source } from '../../doubles/start-gateway.ts'
import {
  type GeneratedOperation,
  generateOperation,
  type Samples,
  seededRandom,
} from './generate-operation.ts'

const events = Array.from({ length: 12 }, (_, i) =>
  sampleEvent(i + 1, {
    ...(i % 3 === 1 && { sourceId: 'tj/akn', country: 'TJ', language: 'tg', bodyHtml: null }),
    ...(i % 4 === 2 && { summary: 'Кратко: "кавычки", \\ и \u2028 конец', storyId: 'story1' }),
    // A date that no DateTime can be made of: an error in the middle of a list.
    ...(i === 8 && { collectedAt: 'yesterday' }),
    // Null where the schema lets none through.
    ...(i === 10 && { title: null as unknown as string }),
  }),
)
const samples: Samples = {
  ids: events.map(({ id }) => id),
  urls: events.map(({ url }) => url),
  sources: ['kz/polisia-ru', 'tj/akn', 'regional/caricc'],
}

/** `DIFFERENTIAL=50000` for an hour's doubt. */
const wanted = Number(process.env.DIFFERENTIAL ?? 1_000)

let schema: GraphQLSchema
let contexts: ContextFactory
const fragments = createFragmentCache(400_000)
const policy = createQueryPolicy()

beforeAll(async () => {
  schema = await loadSchema()
  const store = createMemoryStore()
  store.add(...events)
  contexts = createContextFactory({
    ...{ store, cache: createCache({}), clock: { now: () => now }, substances: [], translator: null },
    sources: samples.sources.map((id) => source(id, id.slice(0, 2) === 'tj' ? 'TJ' : 'KZ')),
    fetchItems: async (urls) => urls.map(() => new Error('not asked')),
    canonicalUrl: (address) => address,
  })
})
afterAll(() => contexts[Symbol.asyncDispose]())

/** The fast way's answer; whether it left the operation before it ran, or on the way. */
async function fast({ query, variables }: GeneratedOperation): Promise<unknown> {
  const prepared = prepareOperation(
    { schema, fragments, policy, meter: { costOf: () => 0 } },
    query,
    undefined,
  )
  if (!prepared) return 'not ours'
  try {
    const run = { context: contexts.create('fast'), variables: prepared.coerce(variables) }
    const piece: Piece = await prepared.run(run)
    const buffer = Buffer.alloc(measure(piece))
    return JSON.parse(buffer.toString('utf8', 0, writePiece(piece, buffer, 0)))
  } catch (error) {
    return (error as Error).message.includes('not ours') ? 'not ours' : 'left'
  }
}

async function plain({ query, variables }: GeneratedOperation) {
  const contextValue = contexts.create('plain')
  const result = await execute({ schema, document: parse(query), variableValues: variables, contextValue })
  return { errors: result.errors ?? null, data: JSON.parse(JSON.stringify(result.data ?? null)) as unknown }
}

describe('what is answered from kept bytes', () => {
  test('is what graphql-js answers, over thousands of operations; what holds an error is left to it', async () => {
    const random = seededRandom(20_250_407)
    let same = 0
    while (same < wanted) {
      const operation = generateOperation(schema, random, samples)
      const answered = await fast(operation)
      if (answered === 'not ours') continue
      const expected = await plain(operation)
      if (answered === 'left') {
        if (!expected.errors) throw new Error(`left without need: ${operation.query}`)
        continue
      }
      same++
      expect(expected.errors, operation.query).toBeNull()
      // Key order too: clients that read a stream of keys rely on it.
      if (JSON.stringify(answered) !== JSON.stringify(expected.data))
        expect({ ...operation, data: answered }).toEqual({ ...operation, data: expected.data })
    }
  }, 600_000)
})
