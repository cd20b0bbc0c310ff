import { createDictionary, type Dictionary } from './dictionary.ts'
import { createIdTable } from './id-table.ts'

/** What filters and sums ask of an event, as `readFacts` hands it over. */
export interface Fact {
  id: string
  seq: number
  withdrawn: boolean
  country: string
  source: string
  language: string
  region: string | null
  categories: string[]
  /** Null where a seizure names none. */
  substances: (string | null)[]
  substanceTree: string[]
  regions: string[]
  /** Milliseconds since 1970; days since 1970. */
  publishedAt: number
  publishedDay: number
  updatedAt: number
  grams: number | null
  least: number | null
  most: number | null
  storyId: string
  /** Shares of what was seized, by substance, with its ancestors. */
  amounts: { substance: string | null; tree: string[]; grams: number }[]
}

type Numbers = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array

/** One row an event, one array a field: some ninety bytes an event. Missing masses are NaN. */
export interface Columns {
  /** Rows in use; a row without an event is not `present`. */
  readonly rows: number
  readonly present: Uint8Array
  readonly withdrawn: Uint8Array
  readonly country: Uint16Array
  readonly source: Uint16Array
  readonly language: Uint16Array
  readonly region: Uint16Array
  readonly categories: Int32Array
  readonly substances: Int32Array
  readonly substanceTree: Int32Array
  readonly regions: Int32Array
  readonly seq: Float64Array
  readonly publishedAt: Float64Array
  readonly publishedDay: Int32Array
  readonly updatedAt: Float64Array
  readonly grams: Float64Array
  readonly least: Float64Array
  readonly most: Float64Array
  /** Row of the event that names the story, and how many events each row's story has. */
  readonly story: Int32Array
  readonly members: Int32Array
  /** Only events with amounts are in it. */
  readonly amounts: ReadonlyMap<number, Fact['amounts']>
  readonly names: {
    country: Dictionary<string>
    source: Dictionary<string>
    language: Dictionary<string>
    region: Dictionary<string | null>
    /** Of whole lists: few are different. */
    categories: Dictionary<string[]>
    substances: Dictionary<(string | null)[]>
    substanceTree: Dictionary<string[]>
    regions: Dictionary<string[]>
  }
}

export interface FilledColumns extends Columns {
  put(fact: Fact): void
}

const types = {
  present: Uint8Array,
  withdrawn: Uint8Array,
  country: Uint16Array,
  source: Uint16Array,
  language: Uint16Array,
  region: Uint16Array,
  categories: Int32Array,
  substances: Int32Array,
  substanceTree: Int32Array,
  regions: Int32Array,
  seq: Float64Array,
  publishedAt: Float64Array,
  publishedDay: Int32Array,
  updatedAt: Float64Array,
  grams: Float64Array,
  least: Float64Array,
  most: Float64Array,
  story: Int32Array,
  members: Int32Array,
} as const

export function createColumns(): FilledColumns {
  const ids = createIdTable()
  const list = <T>() => createDictionary<T[]>((values) => JSON.stringify(values))
  const names: Columns['names'] = {
    country: createDictionary(),
    source: createDictionary(),
    language: createDictionary(),
    region: createDictionary(),
    categories: list(),
    substances: list(),
    substanceTree: list(),
    regions: list(),
  }
  const amounts = new Map<number, Fact['amounts']>()
  let capacity = -1
  // Arrays are replaced when they grow.
  const columns = { names, amounts } as unknown as { -readonly [K in keyof Columns]: Columns[K] }

  function reserve(rows: number): void {
    columns.rows = rows
    if (rows <= capacity) return
    capacity = Math.max(1024, Math.ceil(rows * 1.5))
    for (const [name, Type] of Object.entries(types)) {
      const longer: Numbers = new Type(capacity)
      const old = columns[name as keyof typeof types] as Numbers | undefined
      if (old) longer.set(old)
      Object.assign(columns, { [name]: longer })
    }
  }
  reserve(0)

  return Object.assign(columns, {
    put(fact: Fact) {
      const row = ids.rowOf(fact.id)
      const story = ids.rowOf(fact.storyId)
      reserve(ids.size)
      if (columns.present[row]) columns.members[columns.story[row]!]!--
      columns.members[story]!++
      columns.story[row] = story
      columns.present[row] = 1
      columns.withdrawn[row] = Number(fact.withdrawn)
      columns.country[row] = names.country.code(fact.country)
      columns.source[row] = names.source.code(fact.source)
      columns.language[row] = names.language.code(fact.language)
      columns.region[row] = names.region.code(fact.region)
      columns.categories[row] = names.categories.code(fact.categories)
      columns.substances[row] = names.substances.code(fact.substances)
      columns.substanceTree[row] = names.substanceTree.code(fact.substanceTree)
      columns.regions[row] = names.regions.code(fact.regions)
      columns.seq[row] = fact.seq
      columns.publishedAt[row] = fact.publishedAt
      columns.publishedDay[row] = fact.publishedDay
      columns.updatedAt[row] = fact.updatedAt
      columns.grams[row] = fact.grams ?? Number.NaN
      columns.least[row] = fact.least ?? Number.NaN
      columns.most[row] = fact.most ?? Number.NaN
      if (fact.amounts.length) amounts.set(row, fact.amounts)
      else amounts.delete(row)
    },
  })
}
