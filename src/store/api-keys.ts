import type { ApiKey } from '../model/access.ts'
import type { Db } from './types.ts'

/** A key as it is written: its secret only as a hash. */
export type NewApiKey = Omit<ApiKey, 'revokedAt' | 'revokedBy' | 'lastUsedAt'> & { secretSha256: string }

export interface ApiKeyStore {
  create(key: NewApiKey): Promise<ApiKey>
  /** Newest first, revoked and expired ones included. */
  list(): Promise<ApiKey[]>
  findBySecret(secretSha256: string): Promise<ApiKey | null>
  /** Same length and order as asked, null where unknown. */
  byIds(ids: string[]): Promise<(ApiKey | null)[]>
  /** Null where there is no such key; a key revoked before stays as it was. Every gateway is told. */
  revoke(id: string, by: string, at: string): Promise<ApiKey | null>
  used(id: string, at: string): Promise<void>
  /** Calls back with a key's id when it is revoked, with nothing when one may have been; notices can be lost. */
  onRevoked(callback: (id: string) => void): Promise<() => Promise<void>>
}

type Instants = 'createdAt' | 'expiresAt' | 'revokedAt' | 'lastUsedAt'
type Row = Omit<ApiKey, Instants> & Record<Instants, Date | null>

const columns = `id, name, scope, hint, points_per_minute AS "pointsPerMinute", subscriptions,
  created_at AS "createdAt", created_by AS "createdBy", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  revoked_by AS "revokedBy", last_used_at AS "lastUsedAt"`

export function createApiKeys(db: Db, schema: string): ApiKeyStore {
  const channel = `bulletin_keys_${schema}`
  const select = async (where: string, params: unknown[]) =>
    (await db.query<Row>(`SELECT ${columns} FROM api_keys ${where}`, params)).map(toApiKey)
  return {
    async create(key) {
      const [row] = await db.query<Row>(
        `INSERT INTO api_keys (id, name, secret_sha256, hint, scope, points_per_minute, subscriptions, created_at,
           created_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6::integer, $7::integer, $8::timestamptz, $9, $10::timestamptz)
         RETURNING ${columns}`,
        [
          ...[
            key.id,
            key.name,
            key.secretSha256,
            key.hint,
            key.scope,
            key.pointsPerMinute,
            key.subscriptions,
          ],
          ...[key.createdAt, key.createdBy, key.expiresAt],
        ],
      )
      return toApiKey(row!)
    },
    list: () => select('ORDER BY created_at DESC, id', []),
    findBySecret: async (hash) => (await select('WHERE secret_sha256 = $1', [hash]))[0] ?? null,
    async byIds(ids) {
      const found = new Map((await select('WHERE id = ANY($1::text[])', [ids])).map((key) => [key.id, key]))
      return ids.map((id) => found.get(id) ?? null)
    },
    revoke: (id, by, at) =>
      db.transaction(async (tx) => {
        const [row] = await tx.query<Row>(
          `UPDATE api_keys SET revoked_by = CASE WHEN revoked_at IS NULL THEN $2 ELSE revoked_by END,
             revoked_at = coalesce(revoked_at, $3::timestamptz) WHERE id = $1 RETURNING ${columns}`,
          [id, by, at],
        )
        if (!row) return null
        await tx.query('SELECT pg_notify($1, $2)', [channel, id])
        return toApiKey(row)
      }),
    async used(id, at) {
      await db.query(
        'UPDATE api_keys SET last_used_at = greatest(last_used_at, $2::timestamptz) WHERE id = $1',
        [id, at],
      )
    },
    onRevoked: (callback) => db.listen(channel, callback),
  }
}

function toApiKey({ createdAt, expiresAt, revokedAt, lastUsedAt, ...row }: Row): ApiKey {
  return {
    ...row,
    createdAt: createdAt!.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
