import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EventDraft } from '../model/event.ts'
import type { EventStore } from '../store/types.ts'
import { storyFeatures } from '../understand/stories/story-features.ts'
import { bestMatch, createToldStories, type Told } from './told-stories.ts'

/** Beyond this a poll brings an archive; its reports stay stories of their own. */
const mostDrafts = 300

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
  const stored = createToldStories(events)
  const inThisPoll: Told[] = []
  for (const draft of drafts) {
    await nextTurn()
    const features = storyFeatures(draft)
    const best = bestMatch(features, [...(await stored.near(draft)), ...inThisPoll])
    if (best) stories[draft.id] = best.storyId
    inThisPoll.push({ id: draft.id, storyId: best?.storyId ?? draft.id, features })
  }
  return stories
}
