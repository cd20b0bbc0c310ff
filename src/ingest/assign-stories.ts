import { setImmediate as nextTurn } from 'node:timers/promises'
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
/** Beyond this a poll brings an archive; its reports stay stories of their own. */
const mostDrafts = 300

type Told = { storyId: string; features: StoryFeatures }

/**
 * Event → story, for new events that report what an earlier one reports: in other words, of another outlet, in
 * another language. Those left out begin a story of their own.
 */
export async function assignStories(
  drafts: EventDraft[],
  events: Pick<EventStore, 'storyCandidates' | 'page' | 'byIds'>,
): Promise<Record<string, string>> {
  const stories: Record<string, string> = {}
  if (drafts.length > mostDrafts) return stories
  const known = new Map<string, Told>()
  const inThisPoll: Told[] = []
  for (const draft of drafts) {
    await nextTurn()
    const features = storyFeatures(draft)
    const others = [...(await candidates(draft, events, known)), ...inThisPoll]
    const best = others
      .map((other) => ({ other, ...sameStory(features, other.features) }))
      .filter(({ same }) => same)
      .sort((a, b) => b.score - a.score)[0]
    if (best) stories[draft.id] = best.other.storyId
    inThisPoll.push({ storyId: best?.other.storyId ?? draft.id, features })
  }
  return stories
}

/** Stored events worth a closer look; each is read once a poll. */
async function candidates(
  { publishedAt, understanding }: EventDraft,
  events: Parameters<typeof assignStories>[1],
  known: Map<string, Told>,
): Promise<Told[]> {
  const shift = (days: number) => new Date(Date.parse(publishedAt) + days * 86_400_000).toISOString()
  const published = { from: shift(-daysApart), to: shift(daysApart) }
  const bands = fingerprintBands(understanding.fingerprint)
  const regions = eventRegions(understanding)
  const byWords = bands.length ? await events.storyCandidates({ bands, ...published, limit: alike }) : []
  const byRegion = regions.length
    ? await events.page({ filter: { regions, published }, limit: near })
    : { refs: [] }
  const ids = [...new Set([...byWords, ...byRegion.refs].map(({ id }) => id))]
  const unread = ids.filter((id) => !known.has(id))
  const read = unread.length ? await events.byIds(unread) : []
  for (const event of read) if (event) known.set(event.id, told(event))
  return ids.flatMap((id) => known.get(id) ?? [])
}

function told(event: StoredEvent): Told {
  return { storyId: event.storyId, features: storyFeatures(event) }
}
