import type { SelectionSetNode } from 'graphql'

/** How one selected field becomes cells. `key` is where it stands in the answer. */
export type TableField =
  | { kind: 'cell'; key: string; column: number }
  | { kind: 'object'; key: string; fields: TableField[] }
  | { kind: 'list'; key: string; fields: TableField[] }
  /** A list of scalars that makes rows: nothing else could. */
  | { kind: 'values'; key: string; column: number }

export interface TablePlan {
  /** Names of the columns, in the order of the selection; known before any answer. */
  columns: string[]
  /** The one field of the query the table comes from. */
  field: TableField
  /** The operation without its fragments, asking for one page where there are pages. */
  selectionSet: SelectionSetNode
  paging: Paging | null
}

export interface Paging {
  /** Response keys that lead from the root to the connection. */
  path: string[]
  /** Rows wanted in all; null for every one. */
  total: number | null
  /** Cursor to begin after, as the client gave it. */
  after: string | null
}

/** Names the rewritten operation uses; no client can mean them. */
export const pagingNames = {
  first: '_export_first',
  after: '_export_after',
  pageInfo: '_export_page_info',
} as const
