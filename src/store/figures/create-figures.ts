import type { EventFilter } from '../../model/filter.ts'
import type { Db, StatRow } from '../types.ts'
import { addUp, type Question } from './add-up.ts'
import { createColumns, type Fact, type FilledColumns } from './columns.ts'
import { type FactPage, readFacts } from './read-facts.ts'
import { selectRows } from './select-rows.ts'

/** What is counted and added of all events, kept in memory as columns that follow the log. */
export interface Figures extends AsyncDisposable {
  /** Starts reading what is stored; answers are null meanwhile. Resolves when all is read. */
  warm(): Promise<void>
  /** As of the log's head at some moment after the call; null where the database must be asked. */
  count(filter: EventFilter): Promise<number | null>
  stats(filter: EventFilter, question: Question): Promise<StatRow[] | null>
}

/** Facts read at once: parsed in a few milliseconds, so that nobody waits. */
const pageSize = 1_000
/** Beyond them the columns would take more than half a gigabyte, and the database is asked. */
const maxEvents = 5_000_000

export function createFigures(db: Pick<Db, 'query'>): Figures {
  let columns: FilledColumns = createColumns()
  /** Of the log, up to which the columns hold everything; null while they are filled for the first time. */
  let position: number | null = null
  let filling: Promise<void> | null = null
  /** Resolves when the first page is in: all there is of a small store. */
  let begun: Promise<void> | null = null
  let follow: Promise<void> | null = null
  let queued: Promise<void> | null = null
  let tooMany = false
  let closed = false

  /** Facts of all changes after the position, and the head they are of. */
  async function newFacts(after: number, onPage?: (facts: Fact[]) => void): Promise<FactPage> {
    const facts: Fact[] = []
    for (let at = after; ; ) {
      const page = await readFacts(db, at, pageSize)
      if (onPage) onPage(page.facts)
      else facts.push(...page.facts)
      // What changed meanwhile comes again, later in the log: all is as of the last page.
      if (page.facts.length < pageSize || closed) return { head: page.head, facts }
      at = page.facts.at(-1)!.seq
    }
  }

  const put = (facts: Fact[]) => {
    for (const fact of facts) columns.put(fact)
  }

  async function fill(onPage: () => void = () => {}): Promise<void> {
    columns = createColumns()
    position = null
    const { head } = await newFacts(0, (facts) => {
      put(facts)
      if (facts.length === pageSize) onPage()
      tooMany = columns.rows > maxEvents
      if (tooMany) throw new Error(`More than ${maxEvents} events`)
    })
    position = head
  }

  async function readOn(): Promise<void> {
    const { head, facts } = await newFacts(position!)
    // Another database stands in its place.
    if (head < position!) return fill()
    // All at once: nobody sees half of a commit.
    put(facts)
    position = head
  }

  function warm(): Promise<void> {
    if (filling) return filling
    const first = Promise.withResolvers<void>()
    begun = first.promise
    // What ails the database will show in the statement that is asked instead.
    filling = fill(first.resolve)
      .catch(() => {
        columns = createColumns()
      })
      .finally(() => {
        filling = null
        first.resolve()
      })
    return filling
  }

  /** One read is shared by all who asked before it began. */
  function catchUp(): Promise<void> {
    if (!follow) {
      follow = readOn().finally(() => {
        follow = null
      })
      return follow
    }
    queued ??= follow
      .catch(() => {})
      .then(() => {
        queued = null
        return catchUp()
      })
    return queued
  }

  async function current(filter: EventFilter): Promise<boolean> {
    if (closed || tooMany || searches(filter)) return false
    if (position !== null) await catchUp()
    else {
      void warm()
      await begun
    }
    return position !== null
  }

  return {
    warm,
    async count(filter) {
      if (!(await current(filter))) return null
      const selection = selectRows(columns, filter)
      let count = 0
      for (let row = 0; row < selection.length; row++) count += selection[row]!
      return count
    },
    async stats(filter, question) {
      if (!(await current(filter))) return null
      return addUp(columns, selectRows(columns, filter), question)
    },
    async [Symbol.asyncDispose]() {
      closed = true
      await Promise.allSettled([filling, follow, queued])
    },
  }
}

/** Only the database knows words. */
function searches({ text, and, or, not }: EventFilter): boolean {
  return text != null || [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])].some(searches)
}
