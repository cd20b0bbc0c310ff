/** Hosts visited at one time by a command. */
const atOnce = 4

/** Runs a task for every source: those of one host after one another, a few hosts together; results in order. */
export async function byHost<S extends { homepage: string }, T>(
  sources: S[],
  task: (source: S) => Promise<T>,
): Promise<T[]> {
  const results = new Map<S, T>()
  const queue = [...Map.groupBy(sources, ({ homepage }) => new URL(homepage).hostname).values()]
  const worker = async () => {
    for (let group = queue.shift(); group; group = queue.shift())
      for (const source of group) results.set(source, await task(source))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return sources.map((source) => results.get(source)!)
}
