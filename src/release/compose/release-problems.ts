import type { ReleaseDocument } from '../../model/release-document.ts'

/** What an editor should look at before a release is published, a sentence each. */
export function releaseProblems({ sections, to }: ReleaseDocument, today: string): string[] {
  const entries = sections.flatMap((section) => section.entries)
  const untranslated = entries.filter(({ wording }) => wording === 'UNTRANSLATED')
  const machine = entries.filter(({ wording }) => wording === 'MACHINE').length
  return [
    ...(to >= today ? [`The period ends on ${to} and is not over yet.`] : []),
    ...(machine ? [`${machine} of ${entries.length} events are told as a program translated them.`] : []),
    ...untranslated.map(
      ({ ordinal, title, language }) =>
        `Event ${ordinal} (${title}) is told in its own language (${language}); nothing could translate it.`,
    ),
    ...entries
      .filter(({ url }) => url === null)
      .map(({ ordinal, title }) => `Event ${ordinal} (${title}) names no source address.`),
    ...entries
      .filter(({ paragraphs }) => paragraphs.length === 0)
      .map(({ ordinal, title }) => `Event ${ordinal} (${title}) has no text.`),
  ]
}
