import { type ExpandText, noExpansion } from '../model/expansion.ts'
import { searchConcepts } from '../model/search-concepts.ts'
import { createApiKeys } from './api-keys.ts'
import { createAuditLog } from './audit-log.ts'
import { createChangeLog } from './change-log.ts'
import { type CommitContext, commit } from './commit.ts'
import { createCoverage } from './coverage.ts'
import type { Vocabulary } from './event-row.ts'
import { createEventStore } from './event-store.ts'
import { createFigures } from './figures/create-figures.ts'
import { createLearnedSources } from './learned-sources.ts'
import { migrate } from './migrate.ts'
import { openDb, type StoreHome } from './open-db.ts'
import { createPollRecords } from './poll-records.ts'
import { createRejections } from './rejections.ts'
import { createReleaseDeskStore } from './release-desk.ts'
import { createReleases } from './releases.ts'
import { createSnapshots } from './snapshots.ts'
import type { Db, Store } from './types.ts'
import { createVacuum } from './vacuum-embedded.ts'
import { createVanished } from './vanished.ts'
import { createWebhooks } from './webhooks.ts'

export type StoreOptions = StoreHome &
  Partial<Vocabulary> & {
    /** Concepts and other words that a searched word or phrase stands for. */
    expandText?: ExpandText
    /** Puts something around the database: what it is asked can be watched. */
    watchDb?: (db: Db) => Db
    /** IANA zone in which a source's days are counted; UTC by default. */
    timeZoneOf?: (sourceId: string) => string
  }

/**
 * Opens the embedded database in `dataDir` (`memory://` keeps nothing) or PostgreSQL at `databaseUrl`, and brings
 * its schema up to date. Throws an Error that says what to do where the folder is in use by another process, the
 * server is too old or cannot be reached, or the database is newer than this program. `opening` is given where that
 * has begun.
 */
export async function openStore(options: StoreOptions, opening = openDb(options)): Promise<Store> {
  const { db: opened, schema } = await opening
  const db = options.watchDb?.(opened) ?? opened
  try {
    await migrate(db, schema)
    return await createStore(db, schema, options)
  } catch (error) {
    await db[Symbol.asyncDispose]()
    throw error
  }
}

async function createStore(db: Store['db'], schema: string, options: StoreOptions): Promise<Store> {
  const ancestors = options.ancestors ?? (() => [])
  const timeZoneOf = options.timeZoneOf ?? (() => 'UTC')
  const concepts =
    options.concepts ?? (({ understanding }) => [...searchConcepts(understanding, ancestors).keys()])
  const search = options.expandText ?? noExpansion
  const channel = `bulletin_log_${schema}`
  const context: CommitContext = { db, schema, channel, ancestors, concepts, timeZoneOf }
  const vacuum = createVacuum(db)
  const figures = createFigures(db)
  return {
    db,
    events: createEventStore(db, search, figures),
    changes: await createChangeLog(db, channel, search),
    commit: async (request) => {
      const result = await commit(context, request)
      const { added, revised, withdrawn, head } = result
      await vacuum(added.length + revised.length + withdrawn.length, head)
      return result
    },
    ...createPollRecords(db, timeZoneOf),
    rejections: createRejections(db),
    releases: createReleases(db),
    releaseDesk: createReleaseDeskStore(db, schema),
    learnedSources: createLearnedSources(db),
    snapshots: createSnapshots(db),
    vanished: createVanished(db),
    coverage: createCoverage(db),
    apiKeys: createApiKeys(db, schema),
    audit: createAuditLog(db),
    webhooks: createWebhooks(db, schema),
    [Symbol.asyncDispose]: async () => {
      await figures[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}
