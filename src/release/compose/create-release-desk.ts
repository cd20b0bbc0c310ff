import { BadInput } from '../../model/errors.ts'
import type { Release, ReleaseEdit } from '../../model/release.ts'
import type { ReleaseDocument } from '../../model/release-document.ts'
import type { ReleaseContent, ReleaseDesk, ReleaseView } from '../../read/release-desk.ts'
import type { Store } from '../../store/types.ts'
import { checkEdit } from './check-edit.ts'
import { compareReleases } from './compare-releases.ts'
import { composeRelease } from './compose-release.ts'
import { freeze } from './content-hash.ts'
import { type GatherPorts, gatherIngredients } from './gather-ingredients.ts'
import { importedDocument } from './imported-document.ts'
import { periodOf, refuseFuture } from './release-period.ts'
import { releaseProblems } from './release-problems.ts'
import { toStoredRelease } from './to-stored-release.ts'

export interface DeskPorts extends GatherPorts {
  store: Pick<Store, 'events' | 'releases' | 'releaseDesk' | 'coverage'>
}

/** Composes drafts from the store as it is now and from what editors did; published ones come as they were frozen. */
export function createReleaseDesk(ports: DeskPorts): ReleaseDesk {
  const { store, now } = ports
  const today = () => now().toISOString().slice(0, 10)

  async function ours(year: number, number: number): Promise<ReleaseView> {
    const period = periodOf(year, number)
    refuseFuture(period, now())
    const published = await store.releaseDesk.published({ year, number })
    const edits = once(() => store.releaseDesk.edits({ year, number }))
    const content = once(async () =>
      published
        ? { ...frozen(published.document), sha256: published.sha256 }
        : draft(year, number, await edits()),
    )
    return {
      ...{ year, number, ...period, origin: 'COMPOSED', edits, content },
      publishedAt: published?.publishedAt ?? null,
      publishedBy: published?.publishedBy ?? null,
      comparison: once(async () => {
        const [other] = await store.releases.list({ year, number, origin: 'IMPORTED' })
        return other ? compareReleases(entriesOf((await content()).document), other.entries) : null
      }),
    }
  }

  async function draft(year: number, number: number, edits: ReleaseEdit[]): Promise<ReleaseContent> {
    const period = periodOf(year, number)
    const { document, left } = composeRelease(await gatherIngredients({ year, number, period, edits }, ports))
    return { document, left, sha256: freeze(document).sha256, problems: releaseProblems(document, today()) }
  }

  function theirs(release: Release): ReleaseView {
    const { year, number, from, to, entries, problems, sha256 } = release
    return {
      ...{ year, number, from, to, origin: 'IMPORTED', publishedAt: null, publishedBy: null },
      edits: async () => [],
      comparison: async () => null,
      content: once(async () => {
        const ids = entries.flatMap(({ eventId }) => eventId ?? [])
        const events = (await store.events.byIds(ids)).filter((event) => event !== null)
        const document = importedDocument(release, events, ports.names)
        return { document, left: [], problems, sha256: sha256 ?? freeze(document).sha256 }
      }),
    }
  }

  async function release(...[year, number, origin]: Parameters<ReleaseDesk['release']>) {
    periodOf(year, number)
    if (origin !== 'IMPORTED') return ours(year, number)
    const [found] = await store.releases.list({ year, number, origin })
    return found ? theirs(found) : null
  }

  return {
    release,
    async releases(year) {
      const imported = await store.releases.list({ year: year ?? undefined, origin: 'IMPORTED' })
      const edited = await store.releaseDesk.edited(year ?? undefined)
      const all = [
        ...(await Promise.all(edited.map((each) => ours(each.year, each.number)))),
        ...imported.map(theirs),
      ]
      return all.sort((a, b) =>
        a.from === b.from ? (a.origin < b.origin ? -1 : 1) : a.from < b.from ? 1 : -1,
      )
    },
    async edit(year, number, edit, editor) {
      const view = await ours(year, number)
      if (view.publishedAt) throw isPublished(view)
      await checkEdit(edit, view, store.events)
      const done = await store.releaseDesk.edit({ year, number }, [
        { ...edit, editor, at: now().toISOString() },
      ])
      if (!done) throw isPublished(view)
      return ours(year, number)
    },
    async publish(year, number, editor) {
      const view = await ours(year, number)
      if (view.publishedAt) throw isPublished(view)
      if (view.to >= today())
        throw new BadInput(
          `Release ${number} of ${year} covers days up to ${view.to}: publish it after that.`,
        )
      const { document } = await view.content()
      if (entriesOf(document).length === 0) throw new BadInput('A release without an event is not published.')
      const { text, sha256 } = freeze(document)
      const publishedAt = now().toISOString()
      const published = { year, number, publishedAt, publishedBy: editor, sha256, document: text }
      const done = await store.releaseDesk.publish(published, toStoredRelease(document, published))
      if (!done) throw isPublished(view)
      return ours(year, number)
    },
  }
}

function isPublished({ year, number }: ReleaseView): BadInput {
  return new BadInput(`Release ${number} of ${year} is published and no longer changes.`)
}

function frozen(text: string): Omit<ReleaseContent, 'sha256'> {
  return { document: JSON.parse(text) as ReleaseDocument, left: [], problems: [] }
}

function entriesOf({ sections }: ReleaseDocument) {
  return sections.flatMap(({ entries }) => entries)
}

/** The same promise for everyone who asks. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null
  return () => {
    reading ??= read()
    return reading
  }
}
