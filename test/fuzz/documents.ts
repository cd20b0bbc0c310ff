import fc from 'fast-check'
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isObjectType,
} from 'graphql'

/** Texts that have broken parsers before. */
const nasty = fc.constantFrom(
  '',
  '\u0000',
  '"""',
  '\\u{110000}',
  '\ud800',
  '{{x}}',
  '__proto__',
  'constructor',
  '{',
  '}',
  '...',
  '@',
  '#',
  '💥',
  '9'.repeat(400),
  '-0',
  '1e999',
  'null',
  'Ж'.repeat(2_000),
)

const literal = fc.oneof(
  fc.integer().map(String),
  fc.double().map((n) => String(n)),
  fc.string().map((text) => JSON.stringify(text)),
  fc.constantFrom(
    'null',
    'true',
    '[]',
    '{}',
    '$v',
    'KZ',
    'PUBLISHED_DESC',
    '{text: "героин"}',
    '{and: [{}, {}]}',
  ),
  nasty,
)

/** Documents that mostly fit the schema: they get past validation and reach the resolvers. */
export function likelyDocuments(schema: GraphQLSchema): fc.Arbitrary<string> {
  const root = schema.getQueryType()!
  const fieldOf = (field: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<string> => {
    const inner = getNamedType(field.type)
    const args = fc
      .tuple(
        ...field.args.map((each) =>
          fc.option(argumentOf(getNamedType(each.type)).map((v) => `${each.name}: ${v}`)),
        ),
      )
      .map((list) => list.filter(Boolean).join(', '))
      .map((text) => (text ? `(${text})` : ''))
    const alias = fc.option(fc.constantFrom('a: ', 'b: ', '__x: '), { freq: 6 }).map((name) => name ?? '')
    const selection = isCompositeType(inner) ? selectionOf(inner, depth - 1) : fc.constant('')
    return fc.tuple(alias, args, selection).map(([name, given, set]) => `${name}${field.name}${given}${set}`)
  }
  const selectionOf = (type: GraphQLNamedType, depth: number): fc.Arbitrary<string> => {
    if (!isObjectType(type) || depth <= 0) return fc.constant(' { __typename }')
    const fields = Object.values(type.getFields())
    return fc
      .array(
        fc.constantFrom(...fields).chain((field) => fieldOf(field, depth)),
        { minLength: 1, maxLength: 4 },
      )
      .map((list) => ` { ${list.join(' ')} }`)
  }
  return fc.oneof(
    selectionOf(root, 5).map((set) => `query Fuzz($v: Int) ${set}`),
    selectionOf(root, 3),
    fc.tuple(selectionOf(root, 3), nasty).map(([set, text]) => `${set}${text}`),
  )
}

function argumentOf(type: GraphQLNamedType): fc.Arbitrary<string> {
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name), 'NONSENSE')
  if (type.name === 'Int') return fc.oneof(fc.integer({ min: -2, max: 60 }).map(String), literal)
  if (type.name === 'Boolean') return fc.constantFrom('true', 'false', 'null')
  return literal
}

/** Anything: tokens thrown together, and bytes. */
export const wildDocuments = fc.oneof(
  fc
    .array(
      fc.oneof(
        nasty,
        fc.constantFrom(
          'query',
          'mutation',
          'fragment f on Event',
          '{',
          '}',
          '(',
          ')',
          'events',
          'nodes',
          '...f',
          '@skip(if: $v)',
          ':',
          '!',
          '[',
          ']',
          '=',
        ),
      ),
      { maxLength: 60 },
    )
    .map((tokens) => tokens.join(' ')),
  fc.string({ unit: 'binary', maxLength: 500 }),
)

export const bodies = (document: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .record({ query: document, variables: fc.option(fc.dictionary(fc.string(), fc.jsonValue())) })
        .map((body) => JSON.stringify(body)),
    },
    { weight: 1, arbitrary: fc.json() },
    {
      weight: 1,
      arbitrary: fc
        .record({
          query: fc.jsonValue(),
          operationName: fc.jsonValue(),
          variables: fc.jsonValue(),
          extensions: fc.jsonValue(),
        })
        .map((body) => JSON.stringify(body)),
    },
    { weight: 1, arbitrary: document.map((query) => JSON.stringify({ query }).slice(0, -3)) },
  )

export const headers: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.constantFrom(
    'accept',
    'authorization',
    'x-api-key',
    'x-request-id',
    'last-event-id',
    'cookie',
    'origin',
    'if-none-match',
    'x-forwarded-for',
    'content-encoding',
    'apollo-require-preflight',
    'accept-language',
  ),
  fc.oneof(
    fc.constantFrom(
      'text/csv',
      'application/x-ndjson',
      'application/graphql-response+json',
      '*/*;q=0',
      'Bearer x',
      'Basic !!',
      'Bearer bul_',
      'gzip',
      ',',
      '"',
      ';;;=',
      'W/"',
    ),
    fc.string({ unit: fc.constantFrom(...'abc;,="/*\\ q0.1'.split('')), maxLength: 40 }),
  ),
  { maxKeys: 4 },
)
