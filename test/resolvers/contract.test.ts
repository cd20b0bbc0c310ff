import { readdirSync } from 'node:fs'
import { isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { loadSchema } from '../../src/server/load-schema.ts'

const schema = await loadSchema()
/** Of federation itself, not of the contract. */
const foreign = /^(_|link__|federation__|core__)/
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !foreign.test(type.name) && !isSpecified(type.name),
)

function isSpecified(name: string): boolean {
  return ['String', 'Int', 'Float', 'Boolean', 'ID', 'FieldSet'].includes(name)
}

test('every type, field, argument and value says what it is', () => {
  const silent: string[] = []
  const expectWords = (place: string, description: string | null | undefined) => {
    if (!description?.trim()) silent.push(place)
  }
  for (const type of types) {
    expectWords(type.name, type.description)
    if (isEnumType(type))
      for (const value of type.getValues()) expectWords(`${type.name}.${value.name}`, value.description)
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        if (foreign.test(field.name)) continue
        expectWords(`${type.name}.${field.name}`, field.description)
        for (const argument of 'args' in field ? field.args : [])
          expectWords(`${type.name}.${field.name}(${argument.name})`, argument.description)
      }
  }
  expect(silent).toEqual([])
  expect(types.length).toBeGreaterThan(50)
})

test('every field of Query has a resolver, every field of Subscription a source', () => {
  const queries = Object.values(schema.getQueryType()!.getFields())
  expect(
    queries.filter((field) => !field.resolve && field.name !== '_service').map(({ name }) => name),
  ).toEqual([])
  expect(queries.length).toBeGreaterThan(12)
  const subscriptions = Object.values(schema.getSubscriptionType()!.getFields())
  expect(subscriptions.map(({ name, subscribe }) => [name, typeof subscribe])).toEqual([
    ['eventChanges', 'function'],
  ])
})

test('the names the contract promises are there', () => {
  const fieldsOf = (name: string) => {
    const type = schema.getType(name)
    return isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : []
  }
  expect(fieldsOf('Event')).toEqual(
    expect.arrayContaining(
      (
        'id seq url source country places title summary body language translation publishedAt publishedPrecision ' +
        'publishedOn collectedAt updatedAt status revisions images categories substances quantities relevance story provenance'
      ).split(' '),
    ),
  )
  expect(fieldsOf('Query')).toEqual(
    expect.arrayContaining(
      (
        'event events eventChanges quantities stats item source sources country countries coverage release releases ' +
        '_entities _service'
      ).split(' '),
    ),
  )
  expect(fieldsOf('EventFilter')).toEqual(
    expect.arrayContaining(
      'text countries sources languages categories substances regions published updated seq minGrams status and or not'.split(
        ' ',
      ),
    ),
  )
})

test('resolvers stand beside the SDL they resolve', () => {
  const names = (folder: string) =>
    readdirSync(new URL(`../../${folder}/`, import.meta.url)).map((name) => name.replace(/\.\w+$/, ''))
  expect(names('schema')).toEqual(expect.arrayContaining(names('resolvers')))
})
