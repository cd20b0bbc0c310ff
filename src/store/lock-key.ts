import { createHash } from 'node:crypto'

/** Key of an advisory lock: locks are shared by a whole database, so it depends on the schema. */
export function lockKey(
  purpose: 'migrate' | 'append' | `release ${number} ${number}`,
  schema: string,
): string {
  return createHash('sha256').update(`bulletin:${purpose}:${schema}`).digest().readBigInt64BE().toString()
}
