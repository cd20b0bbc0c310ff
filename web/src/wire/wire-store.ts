import { signal } from '@preact/signals'
import { AskError, ask, type CoverageNote } from '../api/ask.ts'
import { type Change, follow } from '../api/live.ts'
import { type EventFilter, type EventRowFragment, WireDocument } from '../generated/graphql.ts'

const pageSize = 40

export interface Wire {
  events: EventRowFragment[]
  endCursor: string | null
  hasNext: boolean
  loading: boolean
  error: AskError | null
  coverage: CoverageNote | null
  /** Events told since the list was read, not yet shown. */
  waiting: Set<string>
  /** Ids that were shown on being told, to mark them. */
  fresh: Set<string>
}

export type WireStore = ReturnType<typeof createWireStore>

/** The list of one filter: read page by page, and followed while it is shown. */
export function createWireStore(filter: EventFilter, language: string) {
  const state = signal<Wire>({
    events: [],
    endCursor: null,
    hasNext: true,
    loading: false,
    error: null,
    coverage: null,
    waiting: new Set(),
    fresh: new Set(),
  })
  const change = (changes: Partial<Wire>) => {
    state.value = { ...state.value, ...changes }
  }
  let reading = new AbortController()
  const page = (after: string | null) =>
    ask(WireDocument, { filter, first: pageSize, after, language }, reading.signal)

  /** The next page; the first, when none was read. */
  async function more(): Promise<void> {
    if (state.value.loading || !state.value.hasNext) return
    change({ loading: true, error: null })
    const given = reading.signal
    try {
      const { data, coverage } = await page(state.value.endCursor)
      const { nodes, pageInfo } = data.events
      const seen = new Set(state.value.events.map(({ id }) => id))
      change({
        events: [...state.value.events, ...nodes.filter(({ id }) => !seen.has(id))],
        endCursor: pageInfo.endCursor,
        hasNext: pageInfo.hasNextPage,
        coverage,
        loading: false,
      })
    } catch (error) {
      change({ loading: false, error: given.aborted ? null : asAskError(error) })
    }
  }

  /** Reads the list from its top again and marks what is new since. */
  async function refresh(): Promise<void> {
    change({ loading: true, error: null })
    const given = reading.signal
    try {
      const { data, coverage } = await page(null)
      const { nodes, pageInfo } = data.events
      const { waiting } = state.value
      change({
        events: nodes,
        endCursor: pageInfo.endCursor,
        hasNext: pageInfo.hasNextPage,
        coverage,
        loading: false,
        fresh: new Set(nodes.filter(({ id }) => waiting.has(id)).map(({ id }) => id)),
        waiting: new Set(),
      })
    } catch (error) {
      change({ loading: false, error: given.aborted ? null : asAskError(error) })
    }
  }

  /** After changes were missed: what the top of the list holds now that it did not. */
  async function lookAgain(): Promise<void> {
    const { data } = await page(null).catch(() => ({ data: null }))
    if (!data) return
    const shown = new Set(state.value.events.map(({ id }) => id))
    const unseen = data.events.nodes.filter(({ id }) => !shown.has(id)).map(({ id }) => id)
    if (unseen.length) change({ waiting: new Set([...state.value.waiting, ...unseen]) })
  }

  function take({ kind, event }: Change): void {
    if (!event) return
    const { events, waiting } = state.value
    // A row that is shown changes where it stands; only what is new waits.
    if (events.some(({ id }) => id === event.id))
      change({ events: events.map((each) => (each.id === event.id ? event : each)) })
    else if (kind === 'ADDED') change({ waiting: new Set([...waiting, event.id]) })
  }

  return {
    state,
    more,
    refresh,
    /** Until what is returned is called; a page still on its way is then given up. */
    follow: () => {
      const stop = follow({ filter, language }, { onChange: take, onGap: () => void lookAgain() })
      return () => {
        stop()
        reading.abort()
        reading = new AbortController()
      }
    },
  }
}

function asAskError(error: unknown): AskError {
  return error instanceof AskError ? error : new AskError('FAILED', String(error))
}
