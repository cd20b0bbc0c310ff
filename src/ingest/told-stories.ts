import type { EventDraft, StoredEvent } from '../model/event.ts'
import { eventRegions } from '../model/event-regions.ts'
import { fingerprintBands } from '../model/fingerprint-bands.ts'
import type { EventStore } from '../store/types.ts'
import { type StoryFeatures, sameStory } from '../understand/stories/same-story.ts'
import { storyFeatures } from '../understand/stories/story-features.ts'

/** Days between two reports of one happening. */
const daysApart = 7
/** Stored events compared with each new one: those alike in words, and those of the same region. */
const alike = 20
const near = 30

/** A report with the story it is told in. */
export interface Told {
  id: string
  storyId: string
  features: StoryFeatures
}

/** Finds stored events worth a closer look; each is read once, however many drafts they are compared with. */
export function createToldStories(events: Pick<EventStore, 'storyCandidates' | 'page' | 'byIds'>) {
  const known = new Map<string, Told>()

  async function read(ids: readonly string[]): Promise<Told[]> {
    const unread = ids.filter((id) => !known.has(id))
    for (const event of unread.length ? await events.byIds(unread) : [])
      if (event) known.set(event.id, told(event))
    return ids.flatMap((id) => known.get(id) ?? [])
  }

  return {
    read,
    async near({ publishedAt, understanding }: EventDraft): Promise<Told[]> {
      const shift = (days: number) => new Date(Date.parse(publishedAt) + days * 86_400_000).toISOString()
      const published = { from: shift(-daysApart), to: shift(daysApart) }
      const bands = fingerprintBands(understanding.fingerprint)
      const regions = eventRegions(understanding)
      const byWords = bands.length ? await events.storyCandidates({ bands, ...published, limit: alike }) : []
      const byRegion = regions.length
        ? await events.page({ filter: { regions, published }, limit: near })
        : { refs: [] }
      return read([...new Set([...byWords, ...byRegion.refs].map(({ id }) => id))])
    },
  }
}

function told(event: StoredEvent): Told {
  return { id: event.id, storyId: event.storyId, features: storyFeatures(event) }
}

/** The report most like the one of these features that tells the same happening. */
export function bestMatch(features: StoryFeatures, others: readonly Told[]): Told | undefined {
  return others
    .map((other) => ({ other, ...sameStory(features, other.features) }))
    .filter(({ same }) => same)
    .sort((a, b) => b.score - a.score)[0]?.other
}
