import { effect } from '@preact/signals'
import { storedSignal } from '../address/stored-signal.ts'

export type Theme = 'auto' | 'light' | 'dark'

export const theme = storedSignal<Theme>('bulletin.theme', 'auto')

effect(() => {
  document.documentElement.dataset.theme = theme.value
})
