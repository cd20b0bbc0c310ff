import { readFileSync } from 'node:fs'
import { parse, validate } from 'graphql'
import { beforeAll, expect, test } from 'vitest'
import { loadSchema } from '../../src/server/load-schema.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1]!)
const inline = [...readme.matchAll(/`((?:subscription |query )?\{ [^`]+\})`/g)].map((match) => match[1]!)
const curl = [...readme.matchAll(/-d '(\{"query":[\s\S]*?\})'/g)].map(
  (match) => JSON.parse(match[1]!.replaceAll('\n', ' ')).query,
)
/** A block holds several questions, each after its comment. */
const queries = [...blocks.flatMap((block) => block.split(/\n(?=#)/)), ...inline, ...curl]

let schema: Awaited<ReturnType<typeof loadSchema>>
beforeAll(async () => {
  schema = await loadSchema()
})

test('the README asks at least five questions', () => expect(queries.length).toBeGreaterThanOrEqual(5))

test.each(queries)('the schema answers what the README asks: %s', (query) => {
  expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([])
})
