import { setTimeout as sleep } from 'node:timers/promises'
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql'
import { RateLimited } from '../../model/errors.ts'
import type { PiecewiseDeadline } from '../../model/piecewise-deadline.ts'
import type { Context } from '../../read/context.ts'
import type { Operation } from '../limits/query-meter.ts'
import { pagingVariables } from './page-nodes.ts'
import type { ExportOperation } from './prepare-export.ts'
import { pagingNames, type TablePlan } from './table-plan.ts'
import { type Row, toRows } from './to-rows.ts'

export interface ExportPorts {
  schema: GraphQLSchema
  /** One for each page: what a page loaded is let go with it. */
  context(): Context
  /** Takes a page's cost from the caller's points. Throws `RateLimited`. */
  charge(operation: Operation): Promise<unknown>
  /** How long each page may take. */
  deadline: PiecewiseDeadline
}

export interface TablePage {
  rows: Row[]
  /** Of the page, to ask what its answer must say of silent sources. */
  context: Context
}

/**
 * Few, so that the first byte is out soon; then as many as the young generation of the heap holds: pages that
 * outlive it cost three times the memory and gain no time.
 */
const sizes = { first: 100, next: 200 }

/** The table page by page, each read when it is asked for. Throws the errors of a page as an array. */
export async function* pageThrough(
  { operation, variables }: ExportOperation,
  { field, paging, selectionSet, columns }: TablePlan,
  ports: ExportPorts,
): AsyncGenerator<TablePage> {
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        name: undefined,
        directives: [],
        selectionSet,
        variableDefinitions: [...(operation.variableDefinitions ?? []), ...(paging ? pagingVariables : [])],
      },
    ],
  }
  let after = paging?.after ?? null
  let left = paging?.total ?? Number.POSITIVE_INFINITY
  let size = sizes.first
  while (true) {
    const context = ports.context()
    const first = Math.min(size, left)
    const position = { [pagingNames.first]: first, [pagingNames.after]: after }
    const operation = { document, variables: { ...variables, ...position } }
    // The first page is refused like any query; a table under way is slowed down instead of torn.
    if (size === sizes.first) await ports.charge(operation)
    else await chargePatiently(() => ports.charge(operation))
    const answer = await ports.deadline.run(() =>
      ask(document, { ...ports, context }, variables, { first, after }),
    )
    const rows = toRows(answer, field, columns.length)
    yield { rows, context }
    const page = paging && pageInfoAt(answer, paging.path)
    left -= first
    if (!page?.hasNextPage || left <= 0) return
    if (page.endCursor === after) throw new Error('A list says there is more but leads nowhere.')
    after = page.endCursor
    size = sizes.next
  }
}

async function chargePatiently(charge: () => Promise<unknown>): Promise<void> {
  try {
    await charge()
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error
    await sleep(error.retryAfterSeconds * 1000)
    await chargePatiently(charge)
  }
}

async function ask(
  document: DocumentNode,
  { schema, context }: { schema: GraphQLSchema; context: Context },
  variables: Record<string, unknown>,
  { first, after }: { first: number; after: string | null },
): Promise<Record<string, unknown>> {
  const { data, errors } = (await execute({
    schema,
    document,
    contextValue: context,
    variableValues: { ...variables, [pagingNames.first]: first, [pagingNames.after]: after },
  })) as ExecutionResult<Record<string, unknown>>
  // An answer with holes would look like one without.
  if (errors?.length) throw errors as GraphQLError[]
  return data!
}

function pageInfoAt(
  answer: Record<string, unknown>,
  path: string[],
): { hasNextPage: boolean; endCursor: string } | null {
  let value: unknown = answer
  for (const key of [...path, pagingNames.pageInfo])
    value = (value as Record<string, unknown> | null | undefined)?.[key]
  return (value as { hasNextPage: boolean; endCursor: string } | undefined) ?? null
}
