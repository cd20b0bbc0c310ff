import type { EventDraft } from '../model/event.ts'

const maxBody = 5_000_000
const day = /^\d{4}-\d\d-\d\d$/

/** Why a draft cannot be stored, in words; null when it can. Types are not trusted: drafts come from outside. */
export function checkDraft(draft: EventDraft): string | null {
  for (const field of ['id', 'url', 'sourceId', 'country', 'language', 'contentHash'] as const) {
    const value: unknown = draft[field]
    if (typeof value !== 'string' || !value) return `${field} is missing`
    if (value.length > (field === 'url' ? 8192 : 512)) return `${field} is too long`
  }
  for (const field of ['title', 'body', 'publishedPrecision'] as const)
    if (typeof draft[field] !== 'string') return `${field} is not a text`
  if (draft.body.length + (draft.bodyHtml?.length ?? 0) > 2 * maxBody)
    return `the text is longer than ${maxBody} characters`
  if (!isInstant(draft.publishedAt)) return `publishedAt is not an instant: ${draft.publishedAt}`
  if (!day.test(draft.publishedOn) || !isInstant(draft.publishedOn) || !isDay(draft.publishedOn))
    return `publishedOn is not a day: ${draft.publishedOn}`
  return checkUnderstanding(draft)
}

function checkUnderstanding({ understanding, images, provenance }: EventDraft): string | null {
  if (!Array.isArray(images)) return 'images is not a list'
  if (!provenance || typeof provenance !== 'object') return 'provenance is missing'
  if (!understanding || typeof understanding !== 'object') return 'understanding is missing'
  for (const field of ['categories', 'substances', 'quantities', 'places', 'fingerprint'] as const)
    if (!Array.isArray(understanding[field])) return `understanding.${field} is not a list`
  const broken = understanding.quantities.findIndex(({ value }) => !Number.isFinite(value))
  return broken < 0 ? null : `understanding.quantities[${broken}].value is not a number`
}

function isInstant(text: string): boolean {
  const year = new Date(text).getUTCFullYear()
  return year >= 1 && year <= 9999
}

/** 30 February passes as a Date, which rolls it over. */
function isDay(text: string): boolean {
  return new Date(text).toISOString().startsWith(text)
}
