/** What someone may send to break a gateway, and how it is refused. */
export interface Attack {
  name: string
  /** POST when absent. */
  method?: 'GET' | 'POST'
  /** After the address of `/graphql`. */
  search?: string
  headers?: Record<string, string>
  /** Of a POST; JSON unless it is a text. Anew for each `run`, so that nothing kept of one answers the next. */
  body?(run: number): unknown
  status: number
  code: string
  /** Only where the schema is kept to oneself: BULLETIN_INTROSPECTION=off. */
  closed?: true
}

const wide = 'abcde'.split('')
const nested = (depth: number): string =>
  depth === 0
    ? '{ id }'
    : `{ ${wide.map((a) => `${a}: story { events ${a === 'a' ? nested(depth - 1) : '{ id }'} }`).join(' ')} }`
const spreading = (depth: number) =>
  Array.from(
    { length: depth },
    (_, i) =>
      `fragment f${i} on Event { ${wide.map((a) => `${a}: story { events { ...f${i + 1} } }`).join(' ')} }`,
  ).join(' ')
const times = (count: number, each: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => each(i)).join(' ')
const doubling = times(30, (i) => `fragment f${i} on Event { ...f${i + 1} ...f${i + 1} }`)
const mutation = 'mutation { revokeApiKey(id: "x") { id } }'
const query = (text: string) => (run: number) => ({ query: `${text} # ${run}` })

export const attacks: Attack[] = [
  ...(
    [
      ['thirty levels, five wide', `{ events { nodes ${nested(30)} } }`],
      [
        'thirty levels, five wide, by fragments',
        `{ events { nodes { ...f0 } } } ${spreading(30)} fragment f30 on Event { id }`,
      ],
      [
        'few levels by fragments that multiply five-fold',
        `{ events { nodes { ...f0 } } } ${spreading(6)} fragment f6 on Event { id }`,
      ],
      [
        'fragments that double thirty times',
        `{ events { nodes { ...f0 } } } ${doubling} fragment f30 on Event { id a: id b: id }`,
      ],
      [
        'a page larger than any, of pages',
        '{ events(first: 5000) { nodes { story { events { story { events { id title } } } } } } }',
      ],
      ['a thousand aliases', `{ ${times(1000, (i) => `a${i}: countries { code }`)} }`],
      ['a thousand aliases of one event', `{ ${times(1000, (i) => `a${i}: event(id: "x") { id title }`)} }`],
      ['directives without end', `{ countries { code ${'@include(if: true) '.repeat(1000)} } }`],
      ['directives nobody knows', `{ countries { code ${times(1000, (i) => `@d${i}`)} } }`],
      ['one field a hundred thousand times', `{ countries { ${'code '.repeat(100_000)} } }`],
      [
        'fields in conflict',
        `{ events { nodes { ${times(900, (i) => `...f${i}`)} } } } ${times(900, (i) => `fragment f${i} on Event { x: ${i % 2 ? 'title' : 'id'} }`)}`,
      ],
      [
        'a list of variables without end',
        `query (${times(4000, (i) => `$v${i}: Int`)}) { countries { code } }`,
      ],
    ] as const
  ).map(([name, text]): Attack => ({ name, body: query(text), status: 400, code: 'QUERY_TOO_COMPLEX' })),
  {
    name: 'a cycle of fragments',
    body: query('{ events { nodes { ...a } } } fragment a on Event { ...b } fragment b on Event { ...a }'),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a cycle of a thousand fragments',
    body: query(
      `{ events { nodes { ...f0 } } } ${times(1000, (i) => `fragment f${i} on Event { ...f${(i + 1) % 1000} }`)}`,
    ),
    status: 400,
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    name: 'a batch of a thousand',
    body: () => Array.from({ length: 1000 }, () => ({ query: '{ __typename }' })),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a number no Int holds',
    body: query(`{ events(first: ${'9'.repeat(400)}) { nodes { id } } }`),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'such a number as a variable',
    body: (run) => ({
      query: `query ($n: Int) { events(first: $n) { nodes { id } } } # ${run}`,
      variables: { n: 1e300 },
    }),
    status: 400,
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    name: 'a text of more than a megabyte',
    body: query(`{ event(id: "${'x'.repeat(1_100_000)}") { id } }`),
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  },
  {
    name: 'a search of a megabyte',
    body: (run) => ({
      query: 'query ($text: String) { events(filter: { text: $text }) { nodes { id } } }',
      variables: { text: `${run} ${'слово '.repeat(85_000)}` },
    }),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'filters in filters',
    body: (run) => {
      const filter = `${'{"not":'.repeat(5_000)}{"text":"${run}"}${'}'.repeat(5_000)}`
      return `{"query": "query ($f: EventFilter) { events(filter: $f) { nodes { id } } }", "variables": {"f": ${filter}}}`
    },
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'a name of half a megabyte',
    body: query(`{ ${'x'.repeat(500_000)} }`),
    status: 400,
    code: 'QUERY_TOO_COMPLEX',
  },
  { name: 'nothing at all', body: () => '', status: 400, code: 'BAD_REQUEST' },
  { name: 'something that is not JSON', body: () => '{"query": ', status: 400, code: 'BAD_REQUEST' },
  {
    name: 'lists in lists without end',
    body: () => `{"query":"{a}","variables":${'['.repeat(500_000)}`,
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a query that is no text',
    body: () => '{"query": {"__proto__": null}}',
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'brackets without end',
    body: query('{a'.repeat(50_000)),
    status: 400,
    code: 'GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'keys that JavaScript gives a meaning',
    body: (run) =>
      `{"query": "query ($f: EventFilter) { events(filter: $f) { nodes { id } } } # ${run}", "variables": {"f": {"__proto__": {"text": "x"}, "constructor": {"prototype": {"polluted": true}}}}}`,
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'a mutation by GET',
    method: 'GET',
    search: `?query=${encodeURIComponent(mutation)}`,
    status: 405,
    code: 'BAD_REQUEST',
  },
  ...['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'].map(
    (type): Attack => ({
      name: `a mutation by a form of ${type.split(';')[0]}`,
      headers: { 'content-type': type },
      body: () => new URLSearchParams({ query: mutation }).toString(),
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    }),
  ),
  ...[
    ['the schema asked for', '{ __schema { types { name fields { name } } } }'],
    ['a type asked for', '{ __type(name: "Event") { fields { name } } }'],
    ['the schema asked for through federation', '{ _service { sdl } }'],
    ['a name nearly right', '{ evnts { nodes { titel } } }'],
    ['a thousand names nearly right', `{ ${times(240, (i) => `a${i}: evnts { id }`)} }`],
  ].map(
    ([name, text]): Attack => ({
      name: name!,
      body: query(text!),
      status: 400,
      code: 'GRAPHQL_VALIDATION_FAILED',
      closed: true,
    }),
  ),
]
