/** Why translations asked for are null. */
export interface TranslationNote {
  /** By language and reason, with the number of reports concerned. */
  unavailable: { to: string; reason: string; events: number }[]
}

/** Gathers the reasons of one answer. */
export function createTranslationNote() {
  const events = new Map<string, Set<string>>()
  return {
    add(to: string, reason: string, eventId: string): void {
      const key = JSON.stringify([to, reason])
      events.set(key, (events.get(key) ?? new Set()).add(eventId))
    },
    /** Null where every translation asked for is there. */
    read(): TranslationNote | null {
      if (events.size === 0) return null
      const unavailable = [...events].map(([key, ids]) => {
        const [to, reason] = JSON.parse(key) as [string, string]
        return { to, reason, events: ids.size }
      })
      return { unavailable }
    },
  }
}
