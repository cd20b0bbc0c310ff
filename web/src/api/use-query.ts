import { useEffect, useRef, useState } from 'preact/hooks'
import type { TypedDocumentString } from '../generated/graphql.ts'
import { type Answer, type AskError, ask } from './ask.ts'
import { apiKey } from './key.ts'

/** Newest answers, so that going back shows at once what was there. */
const known = new Map<string, Answer<unknown>>()
const mostKnown = 40

export interface Asked<T> {
  /** The newest answer; of the question before while the next is on its way. */
  answer: Answer<T> | null
  error: AskError | null
  loading: boolean
  reload(): void
}

/**
 * Asks when what is asked, or its `version`, changes, and again every `everyMs` while the page is seen. While `skip`
 * holds nothing is asked; what changes again within `settleMs` is asked once. An answer nobody waits for any more is
 * given up.
 */
export function useQuery<T, V>(
  document: TypedDocumentString<T, V>,
  variables: V,
  { everyMs = 0, skip = false, settleMs = 0, version = '' } = {},
): Asked<T> {
  const key = `${document}${JSON.stringify(variables)}${version}`
  const [state, setState] = useState<Omit<Asked<T>, 'reload'>>({
    answer: recall(key),
    error: null,
    loading: true,
  })
  const [round, setRound] = useState(0)
  const before = useRef('')
  const reload = () => setRound((before) => before + 1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for document and variables
  useEffect(() => {
    if (skip) return
    const abort = new AbortController()
    setState((before) => ({ answer: recall<T>(key) ?? before.answer, error: null, loading: true }))
    const start = () =>
      ask(document, variables, abort.signal).then(
        (answer) => {
          remember(key, answer)
          setState({ answer, error: null, loading: false })
        },
        (error) => {
          if (!abort.signal.aborted) setState(({ answer }) => ({ answer, error, loading: false }))
        },
      )
    // The first question of a screen, and the same one again, wait for nothing.
    const waits = settleMs > 0 && before.current !== '' && before.current !== key
    before.current = key
    const timer = waits ? setTimeout(start, settleMs) : void start()
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [key, round, skip, apiKey.value])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a timer, whatever is asked
  useEffect(() => {
    if (!everyMs) return
    const timer = setInterval(() => isSeen() && reload(), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])

  return { ...state, reload }
}

const isSeen = () => globalThis.document.visibilityState === 'visible'

function recall<T>(key: string): Answer<T> | null {
  return (known.get(key) as Answer<T> | undefined) ?? null
}

function remember(key: string, answer: Answer<unknown>): void {
  known.delete(key)
  known.set(key, answer)
  if (known.size > mostKnown) known.delete(known.keys().next().value!)
}
