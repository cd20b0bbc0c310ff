import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { Db, Snapshot, Store, Tx } from './types.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

export interface PreparedSnapshots {
  all: Snapshot[]
  /** Those the store did not hold when it was asked, compressed. */
  packed: Map<string, Uint8Array>
}

/** Compresses what is not stored yet, before the transaction, so that no lock waits for it. */
export async function prepareSnapshots(db: Db, snapshots: Snapshot[]): Promise<PreparedSnapshots> {
  const all = [...new Map(snapshots.map((snapshot) => [snapshot.sha256, snapshot])).values()]
  if (!all.length) return { all, packed: new Map() }
  const stored = await db.query<{ sha256: string }>(
    'SELECT sha256 FROM snapshots WHERE sha256 = ANY($1::text[])',
    [all.map(({ sha256 }) => sha256)],
  )
  const known = new Set(stored.map(({ sha256 }) => sha256))
  return { all, packed: await pack(all.filter(({ sha256 }) => !known.has(sha256))) }
}

export async function writeSnapshots(tx: Tx, { all, packed }: PreparedSnapshots, at: string): Promise<void> {
  const known = all.filter(({ sha256 }) => !packed.has(sha256))
  await insert(tx, all, packed, at)
  if (!known.length) return
  const touched = await tx.query<{ sha256: string }>(
    `UPDATE snapshots SET last_seen_at = greatest(last_seen_at, $2::timestamptz)
     WHERE sha256 = ANY($1::text[]) RETURNING sha256`,
    [known.map(({ sha256 }) => sha256), at],
  )
  // Pruned since it was found.
  const gone = known.filter(({ sha256 }) => !touched.some((row) => row.sha256 === sha256))
  await insert(tx, gone, await pack(gone), at)
}

export function createSnapshots(db: Db): Store['snapshots'] {
  return {
    async get(sha256) {
      const [row] = await db.query<{ bytes: Uint8Array; content_type: string | null }>(
        'SELECT bytes, content_type FROM snapshots WHERE sha256 = $1',
        [sha256],
      )
      return row ? { sha256, bytes: await decompress(row.bytes), contentType: row.content_type } : null
    },
    async prune(olderThan) {
      const rows = await db.query('DELETE FROM snapshots WHERE last_seen_at < $1 RETURNING 1', [olderThan])
      return rows.length
    },
  }
}

async function pack(snapshots: Snapshot[]): Promise<Map<string, Uint8Array>> {
  return new Map(
    await Promise.all(snapshots.map(async ({ sha256, bytes }) => [sha256, await compress(bytes)] as const)),
  )
}

async function insert(tx: Tx, snapshots: Snapshot[], packed: Map<string, Uint8Array>, at: string) {
  for (const { sha256, contentType, bytes } of snapshots) {
    const body = packed.get(sha256)
    if (!body) continue
    await tx.query(
      `INSERT INTO snapshots (sha256, content_type, encoding, bytes, size, last_seen_at)
       VALUES ($1, $2, 'zstd', $3, $4, $5) ON CONFLICT (sha256) DO NOTHING`,
      [sha256, contentType, body, bytes.byteLength, at],
    )
  }
}
