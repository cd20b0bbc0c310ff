import { setTimeout as pause } from 'node:timers/promises'
import type { EventDraft } from '../../src/model/event.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { sampleDraft } from '../store/sample-draft.ts'

/** 2,000 letters, so that readers who do not read fill what buffers there are. */
const text = 'Изъято наркотическое средство. '.repeat(65)
const perCommit = 10

export function numbered(number: number, edition = 1): EventDraft {
  const country = number % 2 === 0 ? 'KZ' : 'UZ'
  const url = `https://news.example/${country}/${number}`
  return sampleDraft({
    url,
    country,
    title: `Сообщение ${number}, редакция ${edition}`,
    body: `${number} ${edition}. ${text}`,
  })
}

/**
 * Commits additions, edits and withdrawals at `rate` changes a second until the signal. A commit whose outcome is
 * not known is sent again: the store tells what it has already. Returns how many changes there were.
 */
export async function write(databaseUrl: string, rate: number, signal: AbortSignal): Promise<number> {
  await using store = await openStore({ databaseUrl, schema: 'torture', poolSize: 2 })
  const started = performance.now()
  let commits = 0
  while (!signal.aborted) {
    await commitPatiently(store, commits)
    commits += 1
    const due = started + (commits * perCommit * 1000) / rate
    await pause(Math.max(0, due - performance.now()))
  }
  return commits * perCommit
}

/** Seven new, two edited, one withdrawn. */
async function commitPatiently(store: Store, commit: number): Promise<void> {
  const first = commit * 7
  const drafts = Array.from({ length: 7 }, (_, i) => numbered(first + i))
  const edited = first >= 7 ? [numbered(first - 7, 2), numbered(first - 6, 2)] : [numbered(-1), numbered(-2)]
  const withdrawals = [{ eventId: numbered(first >= 7 ? first - 5 : -1).id, reason: 'HTTP 410' }]
  const at = new Date().toISOString()
  for (;;)
    try {
      await store.commit({ sourceId: 'kz/sample', drafts: [...drafts, ...edited], withdrawals, at })
      return
    } catch {
      await pause(100)
    }
}
