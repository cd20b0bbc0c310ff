import { likeness } from './fingerprint.ts'

/** An amount as far as two reports of it can be compared. */
export interface StatedAmount {
  substance: string | null
  grams: number | null
  kind: string
  value: number
  scope: string
}

/** What is compared of an event. */
export interface StoryFeatures {
  title: string
  /** ISO 639-1 or BCP 47. */
  language: string
  /** ISO 3166-1; null where the text names none. */
  country: string | null
  /** ISO 3166-2 of where it happened. */
  regions: readonly string[]
  /** Days the text dates its happening by, `YYYY-MM-DD`. */
  days: readonly string[]
  /** Instant, ISO 8601. */
  publishedAt: string
  quantities: readonly StatedAmount[]
  /** Beginnings of the proper names in the text, lower case: people, towns, offices. */
  names: readonly string[]
  fingerprint: readonly number[]
}

export interface Sameness {
  same: boolean
  /** 0..1 */
  score: number
  reason: string
}

/** Copies and light edits. */
const copied = 0.6
/** Rewritten from the same release. */
const rewritten = 0.25
const daysApart = 7
const daysOfFollowUp = 3
const day = 86_400_000
/** Amounts this round («10 kg») coincide; finer ones do not. */
const distinctiveDigits = 3
const titleAlike = 0.6
/** Drugs that are counted where others are weighed. */
const weighedByNumber: ReadonlySet<string> = new Set(['TABLETS', 'PLANTS'])
const fewestNames = 4
/** Two reports of one happening share at least this much of the shorter one's names. */
const namesInCommon = 0.4

/**
 * Whether two events report the same happening. Near-equal texts do unless place, day or amounts contradict;
 * different texts, other languages among them, need the same place, near days, and a distinctive amount in common.
 */
export function sameStory(a: StoryFeatures, b: StoryFeatures): Sameness {
  const against = contradiction(a, b)
  if (against) return { same: false, score: 0, reason: against }
  const text = likeness(a.fingerprint, b.fingerprint)
  if (text >= copied) return verdict(true, text, 'nearly the same text')
  const place = samePlace(a, b)
  const amounts = commonAmounts(a, b)
  if (text >= rewritten && (place || amounts.length > 0))
    return verdict(true, 0.5 + text / 2, 'much the same text of one place or amount')
  if (place && amounts.some(isDistinctive))
    return verdict(true, 0.8, `the same amount in one place: ${amounts.map(describe).join(', ')}`)
  if (place && amounts.length > 1)
    return verdict(true, 0.75, `the same amounts in one place: ${amounts.map(describe).join(', ')}`)
  if (amounts.filter(isDistinctive).length > 1) return verdict(true, 0.7, 'the same distinctive amounts')
  const titles = titleLikeness(a.title, b.title)
  if (place && titles >= titleAlike && hoursApart(a, b) <= 48)
    return verdict(true, 0.65, 'the same headline of one place')
  return verdict(false, Math.max(text, titles / 2), 'nothing in common tells them to be one')
}

function verdict(same: boolean, score: number, reason: string): Sameness {
  return { same, score: Math.round(score * 100) / 100, reason }
}

/** Why two events cannot be one story, whatever their texts. */
function contradiction(a: StoryFeatures, b: StoryFeatures): string | null {
  if (hoursApart(a, b) > daysApart * 24) return 'published too far apart'
  if (a.country && b.country && a.country !== b.country) return 'in different countries'
  if (apart(a.regions, b.regions)) return 'in different regions'
  if (namesContradict(a, b)) return 'of different people and towns'
  if (daysContradict(a, b)) return 'on different days'
  if (amountsContradict(a, b)) return 'of different amounts'
  return null
}

function apart(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((place) => b.includes(place))
}

/** The same campaign in two towns reads alike and names other people. Only names of one language can be compared. */
function namesContradict(a: StoryFeatures, b: StoryFeatures): boolean {
  if (a.language !== b.language || a.names.length < fewestNames || b.names.length < fewestNames) return false
  const common = a.names.filter((name) => b.names.includes(name)).length
  return common / Math.min(a.names.length, b.names.length) < namesInCommon
}

function daysContradict(a: StoryFeatures, b: StoryFeatures): boolean {
  if (a.days.length === 0 || b.days.length === 0) return false
  const nearest = Math.min(
    ...a.days
      .slice(0, 20)
      .flatMap((x) => b.days.slice(0, 20).map((y) => Math.abs(Date.parse(x) - Date.parse(y)))),
  )
  return nearest > daysOfFollowUp * day
}

/** Amounts of the same substances that all differ belong to different seizures, or to sums of different periods. */
function amountsContradict(a: StoryFeatures, b: StoryFeatures): boolean {
  const others = totals(b)
  const comparable = totals(a).some((amount) =>
    others.some(
      ({ substance, scope, kind }) =>
        kind === amount.kind && substance === amount.substance && scope === amount.scope,
    ),
  )
  return comparable && commonAmounts(a, b).length === 0
}

function totals({ quantities }: StoryFeatures): StatedAmount[] {
  return quantities
    .filter(({ scope, grams, kind }) => scope !== 'PART_OF' && (grams !== null || weighedByNumber.has(kind)))
    .slice(0, 50)
}

function commonAmounts(a: StoryFeatures, b: StoryFeatures): StatedAmount[] {
  const others = b.quantities.slice(0, 50)
  return a.quantities.slice(0, 50).filter((amount) => others.some((other) => agree(amount, other)))
}

/** The same figure, or one the other was rounded to. */
function agree(a: StatedAmount, b: StatedAmount): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'MASS' && a.substance !== b.substance && !isGeneric(a) && !isGeneric(b)) return false
  const [small, large] = a.value < b.value ? [a.value, b.value] : [b.value, a.value]
  return (
    small === large || (large > 0 && small / large >= 0.97 && Math.min(digits(a.value), digits(b.value)) <= 2)
  )
}

function isGeneric({ substance }: StatedAmount): boolean {
  return substance === 'drugs_unspecified'
}

function isDistinctive({ value }: StatedAmount): boolean {
  return digits(value) >= distinctiveDigits
}

function digits(value: number): number {
  return String(value).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length
}

function describe({ substance, kind, value }: StatedAmount): string {
  return kind === 'MASS' ? `${value} g ${substance}` : `${value} ${kind.toLowerCase()}`
}

function samePlace(a: StoryFeatures, b: StoryFeatures): boolean {
  if (a.regions.length > 0 && b.regions.length > 0)
    return a.regions.some((region) => b.regions.includes(region))
  return a.country !== null && a.country === b.country && (a.regions.length === 0 || b.regions.length === 0)
}

function hoursApart(a: StoryFeatures, b: StoryFeatures): number {
  const apart = Math.abs(Date.parse(a.publishedAt) - Date.parse(b.publishedAt)) / 3_600_000
  return Number.isNaN(apart) ? 0 : apart
}

function titleLikeness(a: string, b: string): number {
  const [x, y] = [wordsOf(a), wordsOf(b)]
  if (x.size < 3 || y.size < 3) return 0
  const common = [...x].filter((word) => y.has(word)).length
  return common / (x.size + y.size - common)
}

function wordsOf(title: string): Set<string> {
  return new Set(
    title
      .toLowerCase()
      .match(/[\p{L}\d]{3,}/gu)
      ?.slice(0, 60) ?? [],
  )
}
