import { computed } from '@preact/signals'
import type { Category, Qualifier, QuantityKind } from '../generated/graphql.ts'
import { locale, plural, t } from './locale.ts'

const countries = computed(() => new Intl.DisplayNames(locale.value, { type: 'region' }))
const languages = computed(() => new Intl.DisplayNames(locale.value, { type: 'language' }))
const compact = computed(() => new Intl.NumberFormat(locale.value, { maximumSignificantDigits: 3 }))
const whole = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 3 }))
/** Days before months, as the states write them. */
const dates = computed(() => (locale.value === 'en' ? 'en-GB' : locale.value))
const longDay = computed(
  () =>
    new Intl.DateTimeFormat(dates.value, {
      timeZone: 'UTC',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
)
const shortDay = computed(
  () =>
    new Intl.DateTimeFormat(dates.value, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    }),
)
const periods = computed(
  () =>
    new Intl.DateTimeFormat(dates.value, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
)
const instants = computed(
  () => new Intl.DateTimeFormat(dates.value, { dateStyle: 'medium', timeStyle: 'short' }),
)
const relative = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }))

export const memberStates = ['AZ', 'KZ', 'KG', 'RU', 'TJ', 'TM', 'UZ']

export function countryName(code: string): string {
  return code === 'ZZ' ? t('noState') : (countries.value.of(code) ?? code)
}

export function languageName(tag: string): string {
  return tag === 'und' ? '–' : (languages.value.of(tag) ?? tag)
}

export function categoryName(category: Category): string {
  // An address may ask for what there is not; the API says so, the page shows it as written.
  return t(`category_${category}`) ?? category
}

export function number(value: number): string {
  return whole.value.format(value)
}

/** `8.4 kg`, `320 g`, `1.2 t`. */
export function mass(grams: number): string {
  const russian = locale.value === 'ru'
  if (grams >= 1_000_000) return `${compact.value.format(grams / 1_000_000)} ${russian ? 'т' : 't'}`
  if (grams >= 1_000) return `${compact.value.format(grams / 1_000)} ${russian ? 'кг' : 'kg'}`
  return `${compact.value.format(grams)} ${russian ? 'г' : 'g'}`
}

/** A stated amount in a few words, without its substance. */
export function amount(quantity: {
  kind: QuantityKind
  value: number
  unit: string
  grams: number | null
  qualifier: Qualifier
}): string {
  const { kind, value, unit, grams, qualifier } = quantity
  const told =
    kind !== 'MASS' ? plural(kind, value) : grams === null ? `${number(value)} ${unit}` : mass(grams)
  return `${t(qualifier)} ${told}`.trim()
}

export function dayInFull(day: string): string {
  return longDay.value.format(new Date(`${day}T00:00:00Z`))
}

export function dayInShort(day: string): string {
  return shortDay.value.format(new Date(`${day.slice(0, 10)}T00:00:00Z`))
}

/** `1–15 April 2025`. */
export function periodInWords(from: string, to: string): string {
  return periods.value.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`))
}

export function instant(at: string): string {
  return instants.value.format(new Date(at))
}

/** `14:05` on the source's own clock; UTC where its zone is not known. */
export function timeOfDay(at: string, timeZone: string | null): string {
  return new Intl.DateTimeFormat('ru', {
    timeZone: timeZone ?? 'UTC',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at))
}

/** `3 hours ago`, `in 5 minutes`. */
export function ago(at: string): string {
  const seconds = (Date.parse(at) - Date.now()) / 1000
  const size = Math.abs(seconds)
  if (size < 90) return relative.value.format(Math.round(seconds), 'second')
  if (size < 90 * 60) return relative.value.format(Math.round(seconds / 60), 'minute')
  if (size < 36 * 3600) return relative.value.format(Math.round(seconds / 3600), 'hour')
  return relative.value.format(Math.round(seconds / 86_400), 'day')
}
