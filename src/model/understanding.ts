import type { CountryCode } from './country.ts'

/** Words a value was read from: UTF-16 offsets into the text, `text === body.slice(start, end)`. */
export interface Evidence {
  text: string
  start: number
  end: number
}

export const categories = [
  'PREVENTION',
  'SEIZURE',
  'ARREST',
  'STATISTICS',
  'MEETING',
  'COOPERATION',
  'OPERATION',
  'LEGISLATION',
  'TREATMENT',
  'TRAINING',
  'OTHER',
] as const
export type Category = (typeof categories)[number]

export type Script = 'Cyrl' | 'Latn' | 'Zyyy'

export interface DetectedLanguage {
  /** ISO 639-1: ru kk ky az uz tg tk en …, `und` when nothing can be told. */
  language: string
  script: Script
  /** BCP 47; the script is named only where it is not the usual one: `uz-Cyrl`, `uz-Latn`, `kk-Latn`, else `ru`. */
  tag: string
  /** 0..1 */
  confidence: number
}

export interface Relevance {
  relevant: boolean
  /** 0..1 */
  score: number
  evidence: Evidence[]
}

export interface CategoryFinding {
  category: Category
  evidence: Evidence[]
}

export interface SubstanceFinding {
  /** Concept id of the controlled vocabulary, snake_case: `heroin`, `synthetic_cannabinoids`. */
  substance: string
  evidence: Evidence[]
}

export const quantityKinds = [
  'MASS',
  'TABLETS',
  'PLANTS',
  'LABORATORIES',
  'WEBSITES_BLOCKED',
  'CRIMES',
  'PERSONS_DETAINED',
] as const
export type QuantityKind = (typeof quantityKinds)[number]
export type Qualifier = 'EXACTLY' | 'MORE_THAN' | 'ALMOST' | 'ABOUT'
export type QuantityRole = 'SEIZED' | 'DESTROYED' | 'PREVIOUS_PERIOD' | 'HYPOTHETICAL'
export type QuantityScope = 'SINGLE' | 'CUMULATIVE' | 'PART_OF'

/** Inclusive days, ISO 8601. */
export interface Period {
  from: string
  to: string
}

export interface Quantity {
  kind: QuantityKind
  /** Concept id; null for counts that name no substance. */
  substance: string | null
  value: number
  /** As normalised: `g`, `tablet`, `plant`, `person` … */
  unit: string
  /** Mass only, else null. */
  grams: number | null
  qualifier: Qualifier
  role: QuantityRole
  scope: QuantityScope
  /** Only where `scope` is CUMULATIVE and the words tell the period. */
  period: Period | null
  /** Index, in the same list, of the total this is a part of; only where `scope` is PART_OF. */
  partOf: number | null
  evidence: Evidence
}

export interface PlaceFinding {
  country: CountryCode
  /** ISO 3166-2 (`KZ-61`), null when only the country is known. */
  region: string | null
  /** English name of the region or country. */
  name: string
  latitude: number | null
  longitude: number | null
  /** False for places only mentioned: a residence, an agency's seat, a route's far end. */
  happenedHere: boolean
  evidence: Evidence
}

export interface DateFinding {
  date: ParsedDate
  evidence: Evidence
}

export type DatePrecision = 'YEAR' | 'MONTH' | 'DAY' | 'MINUTE' | 'SECOND' | 'INFERRED'

export interface ParsedDate {
  /** First day, ISO 8601 `YYYY-MM-DD`, in the given zone. */
  date: string
  /** Last day of a range, else null. */
  end: string | null
  /** `HH:mm` or `HH:mm:ss` as printed, else null. */
  time: string | null
  /** Instant in UTC (start of day, in the zone, where no time is printed). */
  instant: string
  precision: DatePrecision
}

/** All that was read from one item; made by `understand`, stored with the event. */
export interface Understanding {
  /** Version of the rules, semver. */
  rules: string
  language: DetectedLanguage
  relevance: Relevance
  categories: CategoryFinding[]
  substances: SubstanceFinding[]
  quantities: Quantity[]
  places: PlaceFinding[]
  /** Where it happened; null when the text does not tell. */
  country: CountryCode | null
  /** Main first-level region, ISO 3166-2. */
  region: string | null
  dates: DateFinding[]
  /** MinHash signature used to find reports of the same happening. */
  fingerprint: number[]
}
