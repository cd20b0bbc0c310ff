import type { Source, SourceRequest, SourceResponse, Strategy, StrategyState } from '../../connector/types.ts'
import type { Item } from '../../model/item.ts'

/** What one visit with one strategy gave. */
export interface Visit {
  /** Items as the list gave them. */
  listed: Item[]
  /** The same items, in the same order, with what their own pages added. */
  items: Item[]
  /** How many items' own pages were read, and how many would have needed one. */
  pagesRead: number
  pagesWanted: number
  /** Addresses asked, in order. */
  asked: string[]
}

/** A request and whether it is the first one of the visit; answered by null where nobody has the page. */
export interface Asked {
  request: SourceRequest
  isFirst: boolean
}

export interface VisitLimits {
  lists: number
  articles: number
}

/**
 * One visit to a source, without a connection of its own: yields requests, is handed answers. The same steps run
 * over saved pages and over the live site. Throws what the strategy throws.
 */
export function* visit(
  source: Source,
  strategy: Strategy,
  limits: VisitLimits,
): Generator<Asked, Visit, SourceResponse | null> {
  const asked: string[] = []
  const listed: Item[] = []
  let state: StrategyState = {}
  let request: SourceRequest | undefined = strategy.first(state, source)
  while (request && asked.length < limits.lists) {
    const isFirst = asked.length === 0
    asked.push(request.url)
    const response: SourceResponse | null = yield { request, isFirst }
    if (!response) break
    const parsed = strategy.parse(response, source, state)
    listed.push(...parsed.items)
    state = parsed.state ?? state
    request = parsed.next
  }

  const items: Item[] = []
  let [pagesRead, pagesWanted] = [0, 0]
  for (const item of listed) {
    const page = strategy.article?.(item, source) ?? null
    if (page) pagesWanted++
    const response = page && pagesRead < limits.articles ? yield* ask(page, asked) : null
    if (response) pagesRead++
    items.push(response && strategy.readArticle ? strategy.readArticle(response, item, source) : item)
  }
  return { listed, items, pagesRead, pagesWanted, asked }
}

function* ask(
  request: SourceRequest,
  asked: string[],
): Generator<Asked, SourceResponse | null, SourceResponse | null> {
  asked.push(request.url)
  return yield { request, isFirst: false }
}

/** Runs a visit over answers at hand. */
export function visitOffline(
  steps: Generator<Asked, Visit, SourceResponse | null>,
  answer: (asked: Asked) => SourceResponse | null,
): Visit {
  let step = steps.next()
  while (!step.done) step = steps.next(answer(step.value))
  return step.value
}

/** Runs a visit over answers that take time. */
export async function visitLive(
  steps: Generator<Asked, Visit, SourceResponse | null>,
  answer: (asked: Asked) => Promise<SourceResponse | null>,
): Promise<Visit> {
  let step = steps.next()
  while (!step.done) step = steps.next(await answer(step.value))
  return step.value
}
