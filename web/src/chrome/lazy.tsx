import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/locale.ts'
import { Trouble } from './trouble.tsx'

/** A component whose code is fetched when it is first shown. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null
  return function Lazy(props: P) {
    const [Shown, setShown] = useState<{ it: ComponentType<P> | null; error: Error | null }>({
      it: loaded,
      error: null,
    })
    const [round, setRound] = useState(0)
    // biome-ignore lint/correctness/useExhaustiveDependencies: once, and again when asked to
    useEffect(() => {
      if (loaded) return
      load().then(
        (it) => {
          loaded = it
          setShown({ it, error: null })
        },
        (error) => setShown({ it: null, error }),
      )
    }, [round])
    if (Shown.error) return <Trouble error={Shown.error} retry={() => setRound(round + 1)} />
    return Shown.it ? <Shown.it {...props} /> : <p class="quiet pad">{t('loading')}</p>
  }
}
