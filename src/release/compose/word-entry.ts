import type { StoredEvent } from '../../model/event.ts'
import type { EntryWording } from '../../model/release-document.ts'

export interface EntryText {
  title: string
  paragraphs: string[]
  wording: EntryWording
}

/** English texts of an event, as far as they exist. */
export interface EnglishTexts {
  /** Of another release. */
  release: { title: string; paragraphs: string[] } | null
  machine: { title: string; body: string } | null
}

/** An event in English: as another release tells it, as its source does, as a program translates it; else as it is. */
export function wordEntry(event: StoredEvent, { release, machine }: EnglishTexts): EntryText {
  if (release) return { title: release.title, paragraphs: release.paragraphs, wording: 'RELEASE' }
  const own = { title: event.title, paragraphs: paragraphsOf(event.body) }
  if (isEnglish(event.language)) return { ...own, wording: 'ORIGINAL' }
  if (machine) return { title: machine.title, paragraphs: paragraphsOf(machine.body), wording: 'MACHINE' }
  return { ...own, wording: 'UNTRANSLATED' }
}

export function isEnglish(language: string): boolean {
  return language.split('-')[0] === 'en'
}

function paragraphsOf(body: string): string[] {
  return body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}
