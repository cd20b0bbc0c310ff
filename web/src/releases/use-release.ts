import { useState } from 'preact/hooks'
import type { AskError } from '../api/ask.ts'
import { useQuery } from '../api/use-query.ts'
import {
  ReleaseDocument,
  ReleaseOfPeriodDocument,
  type ReleaseOrigin,
  type ReleaseQuery,
  type ReleaseTextFragment,
  type TypedDocumentString,
} from '../generated/graphql.ts'
import { locale } from '../i18n/locale.ts'
import type { ReleaseName } from './release-address.ts'

export type Release = ReleaseTextFragment
export type Entry = Release['entries'][number]

export interface ShownRelease {
  /** Null where there is none, undefined until it is known. */
  release: Release | null | undefined
  error: AskError | null
  reload(): void
  /** Shows what an edit made of it. */
  show(edited: Release): void
}

export interface ReleaseQuestion {
  document: TypedDocumentString<ReleaseQuery, unknown>
  variables: unknown
}

/** Both questions answer alike: `release`. */
export function releaseQuestion(name: ReleaseName, origin: ReleaseOrigin): ReleaseQuestion {
  const language = locale.value
  const [document, variables] =
    name.kind === 'PERIOD'
      ? [ReleaseOfPeriodDocument, { from: name.from, to: name.to, language }]
      : [ReleaseDocument, { year: name.year, number: name.number, origin, language }]
  return { document: document as ReleaseQuestion['document'], variables }
}

export function useRelease(name: ReleaseName, origin: ReleaseOrigin): ShownRelease {
  const { document, variables } = releaseQuestion(name, origin)
  const { answer, error, reload } = useQuery(document, variables)
  // An edit's answer is newer than the one it was made over, and gives way to the next.
  const [edited, setEdited] = useState<{ over: unknown; release: Release } | null>(null)
  const release = edited && edited.over === answer ? edited.release : answer?.data.release
  return { release, error, reload, show: (newer) => setEdited({ over: answer, release: newer }) }
}
