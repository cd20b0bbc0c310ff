import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../model/clock.ts'
import { Unavailable } from '../model/errors.ts'
import type { SourceFacts } from '../model/source.ts'
import type { Db } from '../store/types.ts'
import { openQueue, peerQueueName, queueName } from './open-queue.ts'
import type { IngestLog } from './ports.ts'

export interface ClaimPorts {
  db: Db
  log: IngestLog
  clock: Clock
  signal?: AbortSignal
  /** PostgreSQL schema of the schedule; `bulletin_jobs` when absent. */
  schema?: string
  /** How long a visit of a poller that is under way is waited for; two minutes when absent. */
  patienceMs?: number
}

/** Keeps the pollers of a database from sources that somebody else visits. */
export interface Claims extends AsyncDisposable {
  /**
   * Resolves when no poller visits the source, and none will until the claim is given back. Throws `Unavailable`
   * where a poller's visit lasts too long.
   */
  claim(source: SourceFacts): Promise<AsyncDisposable>
}

/** A claim whose holder was killed ends after so long. */
const leaseMs = 60_000
const lookMs = 500

/**
 * The pollers' own schedule holds the claims: the next visit of a claimed source is put off, and put off again, until
 * the claim is given back. The embedded database has one process, and so nobody to claim from.
 */
export async function openClaims(ports: ClaimPorts): Promise<Claims> {
  const { db, log, clock, signal, schema = 'bulletin_jobs', patienceMs = 120_000 } = ports
  if (db.home === 'pglite') return nobodyElse
  const boss = await openQueue({ db, log, schema })

  async function visitsOf(queue: string, id: string) {
    const jobs = await boss.findJobs(queue, { key: id })
    const next = jobs.find(({ state }) => state === 'created' || state === 'retry')
    return { isUnderWay: jobs.some(({ state }) => state === 'active'), nextAt: next?.startAfter ?? null }
  }

  return {
    async claim(source) {
      const { id } = source
      // A visit to a peer lasts as long as its stream does: nobody waits for that.
      const isPeer = id.startsWith('peer/')
      const [queue, patience] = isPeer ? [peerQueueName, 0] : [queueName, patienceMs]
      const { nextAt } = await visitsOf(queue, id)
      const putOff = (until: Date) => boss.update(queue, undefined, { singletonKey: id, startAfter: until })
      const hold = () => putOff(new Date(clock.now().getTime() + leaseMs))
      const release = () => putOff(nextAt ?? clock.now())
      const until = performance.now() + patience
      // Put off first: a visit that begins between is seen, and the one after it is put off in the next round.
      for (let isTold = false; ; isTold = true) {
        await hold()
        if (!(await visitsOf(queue, id)).isUnderWay) break
        if (performance.now() > until) {
          await release()
          throw new Unavailable(
            isPeer
              ? `A poller follows ${id} at this moment: there is nothing to catch up.`
              : `A poller has been visiting ${id} for over ${patience / 1000} s. Try again later, or stop the poller.`,
          )
        }
        if (!isTold) log.info({ source: id }, 'a poller is visiting the source; waiting for it to finish')
        await pause(lookMs, undefined, { signal })
      }
      const renewing = setInterval(() => {
        hold().catch((error) => log.warn({ err: error, source: id }, 'the claim could not be renewed'))
      }, leaseMs / 3)
      renewing.unref()
      return {
        async [Symbol.asyncDispose]() {
          clearInterval(renewing)
          await release()
        },
      }
    },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: false, close: false }),
  }
}

const nobodyElse: Claims = {
  claim: async () => ({ async [Symbol.asyncDispose]() {} }),
  async [Symbol.asyncDispose]() {},
}
