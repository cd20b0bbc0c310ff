import { setTimeout as pause } from 'node:timers/promises'

export interface Usage {
  /** Microseconds of both kinds since the process began. */
  cpu: number
  /** Bytes. */
  rss: number
  /** Most since it was last asked. */
  peak: number
}

declare const gc: (options?: object) => void

/** V8 gives pages back to the system some time after it has emptied them. */
const givenBackMs = 2000

/**
 * Watches this process. `take` collects garbage first, so that growth is growth; `settle` gives all that is not in
 * use back to the system, and may stop the process for a moment.
 */
export function watchUsage(): { take(): Usage; settle(): Promise<Usage> } {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  setInterval(look, 250).unref()
  function take(): Usage {
    gc()
    look()
    const { user, system } = process.cpuUsage()
    const usage = { cpu: user + system, rss: process.memoryUsage.rss(), peak }
    peak = 0
    return usage
  }
  return {
    take,
    async settle() {
      gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
      await pause(givenBackMs)
      return take()
    },
  }
}
