import { BadInput } from '../model/errors.ts'
import type { Db } from './types.ts'

export type StoreHome = ({ dataDir: string } | { databaseUrl: string; poolSize?: number }) & {
  /** PostgreSQL schema that holds everything; `bulletin` by default. */
  schema?: string
}

export async function openDb(home: StoreHome): Promise<{ db: Db; schema: string }> {
  const schema = home.schema ?? 'bulletin'
  if (!/^[a-z_][a-z0-9_]{0,49}$/.test(schema))
    throw new BadInput(`The schema name "${schema}" must be lower-case letters, digits and _, at most 50.`)
  // Each home loads its own driver: WebAssembly is not started for PostgreSQL, nor pg for a laptop.
  if ('databaseUrl' in home) {
    const { createPostgresDb } = await import('./postgres-db.ts')
    return { db: createPostgresDb(home.databaseUrl, schema, home.poolSize ?? 10), schema }
  }
  const { createPgliteDb } = await import('./pglite-db.ts')
  return { db: await createPgliteDb(home.dataDir, schema), schema }
}
