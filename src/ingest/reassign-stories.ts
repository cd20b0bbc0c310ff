import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EventDraft } from '../model/event.ts'
import type { EventStore } from '../store/types.ts'
import { sameStory } from '../understand/stories/same-story.ts'
import { storyFeatures } from '../understand/stories/story-features.ts'
import { bestMatch, createToldStories, type Told } from './told-stories.ts'

/** A story of more reports is not taken apart for an edit of one. */
const mostMembers = 50
/** Beyond this an edit is of the whole site, and tells nothing of its reports. */
const mostDrafts = 300

/**
 * Event → story, for stored events that are revised: one that no longer tells what its story tells leaves it, and
 * joins the one it tells now or begins its own; reports it alone held together part. Those that stay are left out,
 * and an edit taken back brings the event back.
 */
export async function reassignStories(
  revised: EventDraft[],
  events: Pick<EventStore, 'storyCandidates' | 'page' | 'byIds' | 'stories'>,
): Promise<Record<string, string>> {
  const moved: Record<string, string> = {}
  if (revised.length === 0 || revised.length > mostDrafts) return moved
  const stored = createToldStories(events)
  for (const draft of revised) {
    await nextTurn()
    const [before] = await stored.read([draft.id])
    if (!before) continue
    const storyId = moved[draft.id] ?? before.storyId
    const [ids = []] = await events.stories([storyId])
    if (ids.length > mostMembers) continue
    const now: Told = { ...before, storyId, features: storyFeatures(draft) }
    const members = (await stored.read(ids)).filter(({ id }) => id !== draft.id && !moved[id])
    const [first, ...parted] = groups([now, ...members], storyId)
    for (const group of parted) for (const { id } of group) moved[id] = group[0]!.id
    const alone = first!.length === 1 && first![0] === now
    const own = parted.find((group) => group.includes(now))
    if (!alone && own?.length !== 1) continue
    const elsewhere = (await stored.near(draft)).filter(({ id }) => id !== draft.id && !ids.includes(id))
    const best = bestMatch(now.features, elsewhere)
    if (best) moved[draft.id] = moved[best.id] ?? best.storyId
  }
  return moved
}

/**
 * The reports by what they tell: those of the event the story is named after first (or, where it is not among them,
 * the earliest), each group's earliest report first.
 */
function groups(members: readonly Told[], storyId: string): Told[][] {
  const left = members.toSorted(
    (a, b) =>
      Number(b.id === storyId) - Number(a.id === storyId) ||
      a.features.publishedAt.localeCompare(b.features.publishedAt) ||
      a.id.localeCompare(b.id),
  )
  const found: Told[][] = []
  while (left.length > 0) {
    const group = [left.shift()!]
    for (const one of group)
      for (let i = left.length - 1; i >= 0; i--)
        if (sameStory(one.features, left[i]!.features).same) group.push(...left.splice(i, 1))
    found.push(group)
  }
  return found
}
