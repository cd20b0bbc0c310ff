import type { EventDraft } from '../../model/event.ts'
import { splitSentences } from '../sentences.ts'
import { tokenize } from '../tokens.ts'
import type { StoryFeatures } from './same-story.ts'

const longestNames = 80
const shortestName = 4
/** Names are compared by their beginning: cases change their end. */
const nameStem = 6
/** Days a text may look back to its happening. */
const freshDays = 10
const day = 86_400_000
const mostText = 20_000

/** The features of an event that stories are told by. */
export function storyFeatures(
  event: Pick<EventDraft, 'title' | 'body' | 'language' | 'publishedAt' | 'understanding'>,
): StoryFeatures {
  const { understanding, publishedAt } = event
  const happened = understanding.places.filter((place) => place.happenedHere && place.region !== null)
  return {
    title: event.title,
    language: event.language,
    country: understanding.country,
    regions: [
      ...new Set([
        ...(understanding.region ? [understanding.region] : []),
        ...happened.map((p) => p.region!),
      ]),
    ],
    days: understanding.dates
      .filter(({ date }) => isFresh(date.date, publishedAt))
      .map(({ date }) => date.date),
    publishedAt,
    quantities: understanding.quantities,
    names: namesOf(`${event.title}\n${event.body.slice(0, mostText)}`),
    fingerprint: understanding.fingerprint,
  }
}

function isFresh(date: string, publishedAt: string): boolean {
  const age = Date.parse(publishedAt) - Date.parse(date)
  return age > -day && age < freshDays * day
}

/** Capitals inside sentences: people, towns, offices. */
function namesOf(text: string): string[] {
  const tokens = tokenize(text)
  const { sentence } = splitSentences(tokens)
  const names = new Set<string>()
  for (let i = 1; i < tokens.length && names.size < longestNames; i++) {
    const { kind, text: word, lower } = tokens[i]!
    if (kind !== 'word' || word.length < shortestName || sentence[i] !== sentence[i - 1]) continue
    const capital = word[0] !== word[0]!.toLowerCase() && word !== word.toUpperCase()
    if (capital) names.add(lower.slice(0, nameStem))
  }
  return [...names]
}
