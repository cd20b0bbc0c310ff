import { computed, effect } from '@preact/signals'
import { storedSignal } from '../address/stored-signal.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'

export interface Forms {
  one: string
  few?: string
  many?: string
  other: string
}

type Key = keyof typeof en
export type PluralKey = { [K in Key]: (typeof en)[K] extends string ? never : K }[Key]
export type TextKey = Exclude<Key, PluralKey>
export type Sentences = Record<TextKey, string> & Record<PluralKey, Forms>

export type Locale = 'en' | 'ru'

const preferred = (): Locale => (navigator.languages.some((tag) => /^ru\b/i.test(tag)) ? 'ru' : 'en')

/** The language of the page: as chosen here before, else as the browser prefers. */
export const locale = storedSignal<Locale>('bulletin.language', preferred())

effect(() => {
  document.documentElement.lang = locale.value
})

const sentences = computed<Sentences>(() => (locale.value === 'ru' ? ru : en))
const rules = computed(() => new Intl.PluralRules(locale.value))
const numbers = computed(() => new Intl.NumberFormat(locale.value))

/** A sentence in the reader's language. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return fill(sentences.value[key], values)
}

/** A counted sentence in the right form. */
export function plural(key: PluralKey, n: number): string {
  const forms = sentences.value[key]
  const form = rules.value.select(n) as keyof Forms
  return fill(forms[form] ?? forms.other, { n: numbers.value.format(n) })
}

function fill(text: string, values: Record<string, string | number>): string {
  return text?.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
