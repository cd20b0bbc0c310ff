import { BadInput } from '../model/errors.ts'
import type { PageKey } from './types.ts'

/** A place in a list by relevance: among the ranked, or behind them. */
export interface RelevancePlace {
  /** Score of a ranked one; instant of publication of one behind them. */
  at: { score: number } | { publishedAt: string }
  id: string
  /** The last event in the order of publication that was ranked; null where all were. */
  end: PageKey | null
}

export function toRelevanceKey({ at, id, end }: RelevancePlace): PageKey {
  const place = 'score' in at ? String(at.score) : at.publishedAt
  return { key: end ? `${place}|${end.key}|${end.id}` : place, id }
}

/** Throws `BadInput` on what `toRelevanceKey` did not make. */
export function parseRelevanceKey({ key, id }: PageKey): RelevancePlace {
  const [place = '', endKey, endId] = key.split('|')
  const end = endKey && endId ? { key: endKey, id: endId } : null
  const score = Number(place)
  if (place !== '' && Number.isFinite(score) && (!end || isInstant(end.key)))
    return { at: { score }, id, end }
  if (end && isInstant(place) && isInstant(end.key)) return { at: { publishedAt: place }, id, end }
  throw new BadInput('The page cursor is malformed, or belongs to another order. Start without one.')
}

const isInstant = (text: string) => !Number.isNaN(Date.parse(text))
