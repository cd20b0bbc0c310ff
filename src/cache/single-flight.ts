/**
 * Runs `load` for the keys that nobody is loading yet, in one call, and joins the running loads of the rest.
 * `load` must not reject. `hint` reaches `load` for the keys it is called with.
 */
export function createSingleFlight<V, H>(load: (keys: string[], hint: H) => Promise<V[]>) {
  const running = new Map<string, Promise<V>>()

  return {
    async run(keys: string[], hint: H): Promise<V[]> {
      const fresh = keys.filter((key) => !running.has(key))
      if (fresh.length) {
        const batch = load(fresh, hint)
        for (const [index, key] of fresh.entries()) {
          const one = batch.then((values) => values[index]!)
          running.set(key, one)
          const landed = () => running.delete(key)
          one.then(landed, landed)
        }
      }
      return Promise.all(keys.map((key) => running.get(key)!))
    },
    /** Resolves when nothing is running any more. */
    async settled(): Promise<void> {
      while (running.size) await Promise.allSettled(running.values())
    },
  }
}
