import type { Tx } from '../types.ts'

export interface TableShape {
  name: string
  columns: string[]
  /** Columns whose numbers the database hands out. */
  identities: string[]
  /** Whether its rows hold whole pages. */
  hasBytes: boolean
}

/** Every table of the schema with data of ours, those that others refer to first, the log itself last. */
export async function describeTables(tx: Tx, schema: string): Promise<TableShape[]> {
  const columns = await tx.query<{ table: string; column: string; type: string; identity: boolean }>(
    `SELECT c.table_name::text AS table, c.column_name::text AS column, c.data_type::text AS type,
       c.is_identity = 'YES' AS identity
     FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = $1 AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
       AND c.table_name <> 'migrations'
     ORDER BY c.table_name, c.ordinal_position`,
    [schema],
  )
  const references = await tx.query<{ from: string; to: string }>(
    `SELECT f.relname::text AS from, t.relname::text AS to FROM pg_constraint c
     JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
     JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.contype = 'f' AND n.nspname = $1`,
    [schema],
  )
  const shapes = new Map(
    [...Map.groupBy(columns, ({ table }) => table)].map(([name, rows]) => [
      name,
      {
        name,
        columns: rows.map(({ column }) => column),
        hasBytes: rows.some(({ type }) => type === 'bytea'),
        identities: rows.filter(({ identity }) => identity).map(({ column }) => column),
      },
    ]),
  )
  const ordered = new Map<string, TableShape>()
  const visit = (name: string) => {
    if (ordered.has(name)) return
    for (const { from, to } of references) if (from === name && to !== name) visit(to)
    ordered.set(name, shapes.get(name)!)
  }
  for (const name of shapes.keys()) if (name !== 'log') visit(name)
  // Writes to other tables count themselves in its row.
  visit('log')
  return [...ordered.values()]
}
