import type { PgBoss } from 'pg-boss'
import type { SourceFacts, SourceHealth } from '../model/source.ts'

export interface Plan {
  /** Queue of their visits. */
  queue: string
  sources: SourceFacts[]
  health: SourceHealth[]
  now: Date
  random: () => number
  pace: number
  /** True where no other process can be polling: whatever is under way was cut off. */
  alone: boolean
}

/** Seconds over which first polls are spread, so that starting does not knock on every door at once. */
const spreadSeconds = 10

/** Sees to it that each source has its next poll in the schedule; what is there from before a restart stays. */
export async function planPolls(
  boss: PgBoss,
  { queue, sources, health, now, random, pace, alone }: Plan,
): Promise<void> {
  const byId = new Map(health.map((one) => [one.sourceId, one]))
  for (const source of sources) {
    const jobs = await boss.findJobs(queue, { key: source.id })
    const active = jobs.filter(({ state }) => state === 'active')
    if (alone && active.length > 0)
      await boss.fail(
        queue,
        active.map(({ id }) => id),
        { message: 'The process that ran it has ended.' },
      )
    const soon = new Date(now.getTime() + (random() * spreadSeconds * 1_000) / pace)
    const waiting = jobs.filter(({ state }) => state === 'created' || state === 'retry')
    if (waiting.length > 0 && byId.get(source.id)?.consecutiveFailures) {
      // Whoever starts again after a failure wants to know now whether it is gone.
      await boss.update(queue, undefined, { singletonKey: source.id, startAfter: soon })
    } else if (
      jobs.every(({ state }) => state === 'completed' || state === 'failed' || state === 'cancelled')
    ) {
      await sendPoll(boss, queue, source, later(soon, byId.get(source.id), source, pace))
    }
  }
}

/** Puts the next poll of a source in the schedule, unless one waits there already. */
export async function sendPoll(
  boss: PgBoss,
  queue: string,
  source: SourceFacts,
  startAfter: Date,
): Promise<void> {
  const host = new URL(source.homepage).hostname.replace(/^www\./, '')
  await boss.send(queue, { source: source.id }, { singletonKey: source.id, startAfter, group: { id: host } })
}

/** The moment remembered from before, within reason: clocks and connectors change. */
function later(soon: Date, health: SourceHealth | undefined, source: SourceFacts, pace: number): Date {
  if (!health?.nextPollAt || health.consecutiveFailures > 0) return soon
  const latest = soon.getTime() + (6 * source.pollEverySeconds * 1_000) / pace
  return new Date(Math.min(Math.max(soon.getTime(), Date.parse(health.nextPollAt)), latest))
}
