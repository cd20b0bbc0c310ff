import type { Db } from '../../../src/store/types.ts'

export interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Sort Method'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

export interface Explained {
  sql: string
  nodes: PlanNode[]
  /** Blocks of 8 kB looked at. */
  buffers: number
  milliseconds: number
}

/** The same database, which also tells how it carried out each statement. */
export function explaining(db: Db): { db: Db; explained: Explained[] } {
  const explained: Explained[] = []
  return {
    explained,
    db: {
      ...db,
      async query<Row>(sql: string, params?: unknown[]) {
        const [row] = await db.query<{
          'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number; 'Planning Time': number }]
        }>(`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${sql}`, params)
        const { Plan, ...times } = row!['QUERY PLAN'][0]
        explained.push({
          sql,
          nodes: nodesOf(Plan),
          buffers: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'],
          milliseconds: times['Execution Time'] + times['Planning Time'],
        })
        return db.query<Row>(sql, params)
      },
    },
  }
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}
