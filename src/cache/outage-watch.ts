import type { Redis } from 'ioredis'
import type { CacheLog } from './create-cache.ts'

export interface OutageWatch {
  /** Whether a command sent now is likely to be answered. */
  readonly answering: boolean
  /** A command failed: takes Redis for gone until it answers a PING, unless it answered with an error. */
  noticed(error: unknown): void
  stop(): void
}

/**
 * Knows whether Redis answers. A lost connection is seen by ioredis; a process that hangs with its
 * connection open is only seen by commands that time out, so those start a probe. One outage, one warning.
 */
export function createOutageWatch(
  redis: Redis,
  { probeEveryMs, log }: { probeEveryMs: number; log: CacheLog },
): OutageWatch {
  let hanging = false
  let told = false
  let stopped = false
  let probe: NodeJS.Timeout | undefined

  function tell(error: unknown) {
    if (told || stopped) return
    told = true
    log.warn(
      { reason: error instanceof Error ? error.message : String(error) },
      'Redis does not answer; going on without the cache',
    )
  }

  function recovered() {
    hanging = false
    if (told) log.info({}, 'Redis answers again')
    told = false
  }

  function probeLater() {
    if (stopped) return
    clearTimeout(probe)
    probe = setTimeout(async () => {
      if (redis.status !== 'ready') return probeLater()
      try {
        await redis.ping()
        if (!stopped) recovered()
      } catch {
        probeLater()
      }
    }, probeEveryMs)
    probe.unref()
  }

  redis.on('error', tell)
  redis.on('close', () => tell(new Error('connection closed')))
  redis.on('ready', () => {
    if (!hanging) recovered()
  })

  return {
    get answering() {
      return redis.status === 'ready' && !hanging
    },
    noticed(error) {
      if (isAnswer(error)) return tell(error)
      tell(error)
      if (!hanging) {
        hanging = true
        probeLater()
      }
    },
    stop() {
      stopped = true
      clearTimeout(probe)
    },
  }
}

/** `OOM command not allowed`, `LOADING`, `READONLY`: Redis is there and says no. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError'
}
