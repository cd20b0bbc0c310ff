export interface Turns {
  /** Runs beside a few others of its kind. */
  beside<T>(run: () => Promise<T>): Promise<T>
  /** Runs while nothing else does. */
  alone<T>(run: () => Promise<T>): Promise<T>
}

interface Waiting {
  isAlone: boolean
  start(): void
}

/** Turns at one connection, first come, first served: up to `atOnce` statements, or one transaction. */
export function createTurns(atOnce: number): Turns {
  const waiting: Waiting[] = []
  let running = 0
  let isHeld = false

  function next(): void {
    while (waiting.length) {
      const { isAlone, start } = waiting[0]!
      if (isHeld || running >= (isAlone ? 1 : atOnce)) return
      waiting.shift()
      running++
      isHeld = isAlone
      start()
    }
  }

  async function take<T>(isAlone: boolean, run: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      waiting.push({ isAlone, start })
      next()
    })
    try {
      return await run()
    } finally {
      running--
      isHeld = false
      next()
    }
  }

  return { beside: (run) => take(false, run), alone: (run) => take(true, run) }
}
