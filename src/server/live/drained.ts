export interface Outgoing {
  /** Bytes that wait to be sent. */
  queued(): number
  open(): boolean
}

const pauseMs = 20

/**
 * Resolves when less than `below` waits to be sent, or nobody is there any more; false when the reader took nothing
 * for `stallMs`. Looks again and again: sockets tell of room only past a mark of their own.
 */
export async function drained({ queued, open }: Outgoing, below: number, stallMs: number): Promise<boolean> {
  let waiting = queued()
  let stalledSince = performance.now()
  while (open() && queued() > below) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    const now = performance.now()
    if (queued() < waiting) stalledSince = now
    waiting = queued()
    if (now - stalledSince >= stallMs) return false
  }
  return true
}
