import { parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { fieldWeights, pageFields } from '../../../src/server/limits/cost-model.ts'
import { queryCost } from '../../../src/server/limits/query-cost.ts'
import { loadSchema } from '../../../src/server/load-schema.ts'

const schema = await loadSchema()
const cost = (query: string, variables = {}) => queryCost(schema, parse(query), null, variables)

describe('a query costs', () => {
  test('a point for each field of each entry of the page it asks for', () => {
    const page = (n: number) => cost(`{ events(first: ${n}) { nodes { id title } } }`)
    expect(page(100) - page(0)).toBe(200)
    expect(cost('{ events { nodes { id title } } }')).toBe(page(50))
    expect(cost('{ events(last: 100) { edges { node { id title } } } }')).toBeGreaterThan(page(100))
  })

  test('the same whether a number stands in the query, in a variable or in its default', () => {
    const literal = cost('{ events(first: 7) { nodes { id } } }')
    const withVariable = 'query ($n: Int = 7) { events(first: $n) { nodes { id } } }'
    expect(cost(withVariable)).toBe(literal)
    expect(cost(withVariable, { n: 7 })).toBe(literal)
    expect(cost(withVariable, { n: 70 })).toBeGreaterThan(literal)
  })

  test('the same whether its fields stand in a fragment or not', () => {
    const plain = cost('{ events { nodes { id title story { events { id } } } } }')
    const byFragment = cost(
      '{ events { nodes { ...a } } } fragment a on Event { id ... on Event { title } ...b } fragment b on Event { story { events { id } } }',
    )
    expect(byFragment).toBe(plain)
  })

  test('pages within pages multiply', () => {
    expect(cost('{ countries { events(first: 100) { nodes { id } } } }')).toBeGreaterThan(500)
  })

  test('more where a site or another service is asked', () => {
    expect(cost('{ item(url: "https://x.example/") { title } }')).toBeGreaterThan(1_000)
  })

  test('of its dearest shape, whatever `@skip` might leave out', () => {
    expect(cost('{ events { nodes { id @skip(if: true) } } }')).toBe(cost('{ events { nodes { id } } }'))
  })

  test('time to weigh that grows with its length, not with what its fragments multiply to', () => {
    const chain = Array.from({ length: 2_000 }, (_, i) => {
      const next = i < 1_999 ? `...f${i + 1} ...f${i + 1}` : 'id'
      return `fragment f${i} on Event { ${next} }`
    })
    expect(cost(`{ events(first: 1) { nodes { ...f0 } } } ${chain.join(' ')}`)).toBe(Number.POSITIVE_INFINITY)
  })
})

test('what the model weighs is in the schema', () => {
  const known = (name: string) => {
    const [type, field] = name.split('.')
    const found = schema.getType(type!)
    return found !== undefined && 'getFields' in found && field! in found.getFields()
  }
  expect(Object.keys(fieldWeights).filter((name) => !known(name))).toEqual([])
  expect([...pageFields].every((field) => ['nodes', 'edges', 'rows'].includes(field))).toBe(true)
})
