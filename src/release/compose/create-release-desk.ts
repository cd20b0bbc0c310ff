import { BadInput, Conflict } from '../../model/errors.ts'
import type { Release } from '../../model/release.ts'
import type { ReleaseDocument } from '../../model/release-document.ts'
import type { ReleaseContent, ReleaseDesk, ReleaseView } from '../../read/release-desk.ts'
import type { DraftWrite } from '../../store/release-desk.ts'
import type { Store } from '../../store/types.ts'
import { checkEdit } from './check-edit.ts'
import { compareReleases } from './compare-releases.ts'
import { composeRelease, type Ingredients } from './compose-release.ts'
import { freeze } from './content-hash.ts'
import { type GatherPorts, gatherIngredients } from './gather-ingredients.ts'
import { importedDocument } from './imported-document.ts'
import { periodFrom, periodOf, refuseFuture } from './release-period.ts'
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
        : draft({ year, number, period, edits: await edits() }),
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

  async function draft(
    wanted: Pick<Ingredients, 'year' | 'number' | 'period' | 'edits'>,
  ): Promise<ReleaseContent> {
    const { document, left } = composeRelease(await gatherIngredients(wanted, ports))
    return { document, left, sha256: freeze(document).sha256, problems: releaseProblems(document, today()) }
  }

  async function ofPeriod(from: string, to: string): Promise<ReleaseView> {
    const period = periodFrom(from, to)
    refuseFuture(period, now())
    const year = Number(from.slice(0, 4))
    return {
      ...{ year, number: null, ...period, origin: 'COMPOSED', publishedAt: null, publishedBy: null },
      edits: async () => [],
      comparison: async () => null,
      content: once(() => draft({ year, number: null, period, edits: [] })),
    }
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
    period: ofPeriod,
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
    async edit(year, number, edit, editor, seen = null) {
      const view = await ours(year, number)
      if (view.publishedAt) throw isPublished(year, number)
      // Before what was asked for is held against a draft that the editor never saw.
      if (seen !== null && (await view.edits()).length !== seen) throw isEdited(year, number)
      await checkEdit(edit, view, store.events)
      const edits = [{ ...edit, editor, at: now().toISOString() }]
      refuse(await store.releaseDesk.edit({ year, number }, edits, seen), year, number)
      return ours(year, number)
    },
    async publish(year, number, editor, expected = null) {
      const view = await ours(year, number)
      if (view.publishedAt) throw isPublished(year, number)
      if (view.to >= today())
        throw new BadInput(
          `Release ${number} of ${year} covers days up to ${view.to}: publish it after that.`,
        )
      const { document } = await view.content()
      if (entriesOf(document).length === 0) throw new BadInput('A release without an event is not published.')
      const { text, sha256 } = freeze(document)
      if (expected !== null && expected !== sha256)
        throw new Conflict(
          `Release ${number} of ${year} is not any more what you saw: its content has the hash ${sha256}. Look at it again, then publish it.`,
        )
      const publishedAt = now().toISOString()
      const published = { year, number, publishedAt, publishedBy: editor, sha256, document: text }
      const seen = (await view.edits()).length
      const done = await store.releaseDesk.publish(published, toStoredRelease(document, published), seen)
      refuse(done, year, number)
      return ours(year, number)
    },
  }
}

function refuse(done: DraftWrite, year: number, number: number): void {
  if (done === 'PUBLISHED') throw isPublished(year, number)
  if (done === 'EDITED_SINCE') throw isEdited(year, number)
}

function isPublished(year: number, number: number): BadInput {
  return new BadInput(`Release ${number} of ${year} is published and no longer changes.`)
}

function isEdited(year: number, number: number): Conflict {
  return new Conflict(
    `Somebody else edited release ${number} of ${year} since you read it, and nothing was changed now. Read it again.`,
  )
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
