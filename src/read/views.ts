import type { CountryCode } from '../model/country.ts'
import type { Relevance } from '../model/understanding.ts'

/** Parents that resolvers load their fields from, where the model has no shape of its own. */
export interface CountryView {
  code: CountryCode
}

export interface StoryView {
  id: string
}

export interface RelevanceView extends Relevance {
  rules: string
}
