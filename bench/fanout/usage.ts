export interface Usage {
  /** Microseconds of both kinds since the process began. */
  cpu: number
  /** Bytes. */
  rss: number
  /** Most since it was last asked. */
  peak: number
}

declare const gc: () => void

/** Watches this process; `take` collects garbage first, so that growth is growth. */
export function watchUsage(): { take(): Usage } {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  setInterval(look, 250).unref()
  return {
    take() {
      gc()
      look()
      const { user, system } = process.cpuUsage()
      const usage = { cpu: user + system, rss: process.memoryUsage.rss(), peak }
      peak = 0
      return usage
    },
  }
}
