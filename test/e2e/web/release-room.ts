import type { EventDraft } from '../../../src/model/event.ts'
import { openStore } from '../../../src/store/index.ts'
import type { Store } from '../../../src/store/types.ts'
import { regionsByCode } from '../../../src/understand/places/gazetteer.ts'
import { vocabulary } from '../../../src/understand/substances/vocabulary.ts'
import { startGateway, type TestGateway } from '../../doubles/start-gateway.ts'
import { sampleDraft } from '../../store/sample-draft.ts'
import { haveRelease, importRelease } from './import-release.ts'

export interface ReleaseRoom extends TestGateway<Store> {
  /** The same store behind a gateway that asks for keys. */
  locked: TestGateway<Store>
  /** Four reports of the first half of February, oldest first; the last two are hostile. One more is of January. */
  drafts: EventDraft[]
  report(day: string, title: string, country?: string): Promise<EventDraft>
}

export const now = new Date('2025-05-02T08:00:00Z')
export const hostileTitles = [
  '<script>window.broken=1</script> seized',
  '=HYPERLINK("http://evil.example","x")',
]

/** A gateway with few reports, and with release 7 of 2025 imported where its text is at hand. */
export async function openReleaseRoom(): Promise<ReleaseRoom> {
  const store = await openStore({ dataDir: 'memory://' })
  const report = async (day: string, title: string, country = 'KZ') => {
    const draft = sampleDraft({
      ...{ title, country, language: 'en', publishedOn: day, publishedAt: `${day}T06:00:00.000Z` },
      url: `https://polisia.kz/${day}-${encodeURIComponent(title)}`,
      body: `${title}.\n\nThe second paragraph.`,
      understanding: { categories: [{ category: 'SEIZURE', evidence: [] }] },
    })
    await store.commit({ sourceId: draft.sourceId, drafts: [draft], at: now.toISOString() })
    return draft
  }
  const drafts: EventDraft[] = []
  for (const [at, title] of ['First report', 'Second report', ...hostileTitles].entries())
    drafts.push(await report(`2025-02-0${at + 1}`, title))
  await report('2025-01-03', 'Of January')
  if (haveRelease) await importRelease(store, now)
  const ports = {
    ...{ store, clock: { now: () => now } },
    substances: [...vocabulary.values()],
    regions: [...regionsByCode.values()],
  }
  const gateway = await startGateway(ports)
  const locked = await startGateway({ ...ports, config: { host: '127.0.0.1', port: 0, auth: 'keys' } })
  return {
    ...gateway,
    ...{ locked, drafts, report },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await locked[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}
