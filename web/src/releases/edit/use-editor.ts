import { useState } from 'preact/hooks'
import { AskError, ask } from '../../api/ask.ts'
import { announce } from '../../chrome/announcer.tsx'
import {
  ExcludeFromReleaseDocument,
  IncludeInReleaseDocument,
  MoveInReleaseDocument,
  PublishReleaseDocument,
  RetitleInReleaseDocument,
  SummariseReleaseDocument,
  type TypedDocumentString,
} from '../../generated/graphql.ts'
import { locale } from '../../i18n/locale.ts'
import type { Release } from '../use-release.ts'

export interface Editor {
  busy: boolean
  error: AskError | null
  forget(): void
  include(event: string): Promise<boolean>
  exclude(event: string): Promise<boolean>
  retitle(event: string, title: string | null): Promise<boolean>
  move(event: string, position: number): Promise<boolean>
  summarise(summary: string | null): Promise<boolean>
  publish(): Promise<boolean>
}

/** What an editor does, each over the draft as it is shown; `show` gets what it made of it. */
export function useEditor(release: Release, show: (edited: Release) => void): Editor {
  const [state, setState] = useState<Pick<Editor, 'busy' | 'error'>>({ busy: false, error: null })
  const { year, edition, sha256 } = release
  const at = { year, number: release.number ?? 0, language: locale.value }

  async function run<V>(document: TypedDocumentString<{ release: Release }, V>, variables: V) {
    // One thing at a time: the next is done over what the last one made.
    if (state.busy) return false
    setState({ busy: true, error: null })
    try {
      const { data } = await ask(document, variables)
      show(data.release)
      setState({ busy: false, error: null })
      return true
    } catch (error) {
      const told = error instanceof AskError ? error : new AskError('FAILED', String(error))
      setState({ busy: false, error: told })
      announce(told.message)
      return false
    }
  }

  return {
    ...state,
    forget: () => setState({ busy: false, error: null }),
    include: (event) => run(IncludeInReleaseDocument, { ...at, event, edition }),
    exclude: (event) => run(ExcludeFromReleaseDocument, { ...at, event, edition }),
    retitle: (event, title) => run(RetitleInReleaseDocument, { ...at, event, title, edition }),
    move: (event, position) => run(MoveInReleaseDocument, { ...at, event, position, edition }),
    summarise: (summary) => run(SummariseReleaseDocument, { ...at, summary, edition }),
    publish: () => run(PublishReleaseDocument, { ...at, sha256 }),
  }
}
