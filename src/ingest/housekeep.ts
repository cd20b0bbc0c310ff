import type { Clock } from '../model/clock.ts'
import type { Store } from '../store/types.ts'
import type { IngestLog } from './ports.ts'

const dayMs = 86_400_000
/** Days that rejections are kept, so that a better judge can look again, records of runs and of deliveries. */
const keptDays = { rejections: 30, runs: 90, deliveries: 30 }

/** Forgets what is past its time, once at the start and then daily. */
export function housekeep(
  store: Pick<Store, 'rejections' | 'runs' | 'webhooks'>,
  { clock, log }: { clock: Clock; log: IngestLog },
): Disposable {
  const prune = async () => {
    const before = (days: number) => new Date(clock.now().getTime() - days * dayMs).toISOString()
    try {
      const rejections = await store.rejections.prune(before(keptDays.rejections))
      const runs = await store.runs.prune(before(keptDays.runs))
      const deliveries = await store.webhooks.prune(before(keptDays.deliveries))
      log.debug({ rejections, runs, deliveries }, 'pruned')
    } catch (error) {
      log.warn({ err: error }, 'pruning failed; it is tried again tomorrow')
    }
  }
  void prune()
  const timer = setInterval(prune, dayMs).unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
