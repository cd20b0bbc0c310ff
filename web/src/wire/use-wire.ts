import { useEffect, useMemo } from 'preact/hooks'
import { apiKey } from '../api/key.ts'
import type { EventFilter } from '../generated/graphql.ts'
import { createWireStore, type WireStore } from './wire-store.ts'

/** Lists by what they show, so that going back finds them as they were left. */
const kept = new Map<string, WireStore>()
const mostKept = 8

export function useWire(filter: EventFilter, language: string): WireStore {
  const key = `${language} ${apiKey.value} ${JSON.stringify(filter)}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for both
  const store = useMemo(() => {
    const found = kept.get(key) ?? createWireStore(filter, language)
    kept.delete(key)
    kept.set(key, found)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    return found
  }, [key])
  useEffect(() => {
    const stop = store.follow()
    if (!store.state.peek().events.length) void store.more()
    return stop
  }, [store])
  return store
}
