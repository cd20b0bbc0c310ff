import { parsePressRelease } from './parse-press-release.ts'
import { parseRelease } from './parse-release.ts'
import type { ParsedDocument } from './types.ts'

/** Tells an Information Release from any other document and reads it. Pure; never throws. */
export function parseDocument(text: string): ParsedDocument {
  return isRelease(text) ? parseRelease(text) : parsePressRelease(text)
}

const mark = /information\s+(?:and\s+analytical\s+)?release|информационн\p{L}+\s+(?:выпуск|бюллетень|релиз)/iu

function isRelease(text: string): boolean {
  return mark.test(text.slice(0, 4000)) && parseRelease(text).entries.length > 0
}
