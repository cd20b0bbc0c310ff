import { toEventCursor } from '../src/read/event-cursor.ts'
import type { Store } from '../src/store/types.ts'

export interface BenchQuery {
  name: string
  text: string
  /** Events in an answer. */
  entries: number
  /** Variables of one request after the other. */
  variables: Record<string, unknown>[]
}

const page = (first: number, fields: string) =>
  `query($after: String) { events(first: ${first}, after: $after) { nodes { ${fields} } pageInfo { endCursor hasNextPage } } }`

const twelve =
  'id url title summary body language publishedAt publishedOn collectedAt status categories country { code name }'

/** The mix of the bars: what a reader, a list, a list with texts and a refresh ask for. */
export async function makeQueries(store: Store, most = 20_000): Promise<BenchQuery[]> {
  const { refs } = await store.events.page({ limit: 5_000 })
  let last = refs.at(-1)
  while (last && refs.length < most) {
    const more = await store.events.page({ limit: 5_000, after: last.key })
    refs.push(...more.refs)
    last = more.hasMore ? more.refs.at(-1) : undefined
  }
  const cursors = shuffled(refs.slice(0, -200)).map(({ key }) => ({
    after: toEventCursor('PUBLISHED_DESC', key),
  }))
  const ids = shuffled(refs).map(({ id }) => ({ id }))
  const list = 'id title url publishedAt language country { code name } source { id name } categories'
  return [
    {
      name: 'event by id',
      text: `query($id: ID!) { event(id: $id) { ${list} body } }`,
      entries: 1,
      variables: ids,
    },
    { name: 'page 50', text: page(50, list), entries: 50, variables: cursors },
    { name: 'page 50 with body', text: page(50, `${list} body`), entries: 50, variables: cursors },
    { name: 'page 200, 12 fields', text: page(200, twelve), entries: 200, variables: cursors },
  ]
}

/** The same order every time. */
function shuffled<T>(list: T[]): T[] {
  const mixed = [...list]
  let state = 42
  for (let i = mixed.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const j = state % (i + 1)
    ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
  }
  return mixed
}
