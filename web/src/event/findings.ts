import type { EventPageQuery } from '../generated/graphql.ts'
import { amount, categoryName, countryName } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'

export type Event = NonNullable<EventPageQuery['event']>
export type Kind = 'quantity' | 'substance' | 'place' | 'category' | 'relevance'

export interface Words {
  text: string
  start: number
  end: number
}

/** A value read from the text, with the words it was read from. */
export interface Finding {
  id: string
  kind: Kind
  name: string
  /** What else is known of it. */
  detail: string
  evidence: Words[]
}

export function findingsOf(event: Event): Finding[] {
  const { body } = event
  const found = [
    ...event.quantities.map((quantity, index) => ({
      id: `quantity-${index}`,
      kind: 'quantity' as const,
      name: [amount(quantity), quantity.substance?.name].filter(Boolean).join(' · '),
      detail: [
        t(quantity.role),
        quantity.scope !== 'SINGLE' && t(quantity.scope),
        quantity.period && `${quantity.period.from} – ${quantity.period.to}`,
      ]
        .filter(Boolean)
        .join(', '),
      evidence: [quantity.evidence],
    })),
    ...event.substanceFindings.map(({ substance, evidence }) => ({
      id: `substance-${substance.id}`,
      kind: 'substance' as const,
      name: substance.name,
      detail: '',
      evidence,
    })),
    ...event.places.map((place, index) => ({
      id: `place-${index}`,
      kind: 'place' as const,
      name: place.region
        ? `${place.name}, ${countryName(place.country.code)}`
        : countryName(place.country.code),
      detail: t(place.happenedHere ? 'happenedHere' : 'onlyMentioned'),
      evidence: [place.evidence],
    })),
    ...event.categoryFindings.map(({ category, evidence }) => ({
      id: `category-${category}`,
      kind: 'category' as const,
      name: categoryName(category),
      detail: '',
      evidence,
    })),
    {
      id: 'relevance',
      kind: 'relevance' as const,
      name: t('relevance'),
      detail: t('relevanceScore', { score: event.relevance.score.toFixed(2), rules: event.relevance.rules }),
      evidence: event.relevance.evidence,
    },
  ]
  // Words that are not where they are said to be would mark the wrong ones.
  return found.map((each) => ({
    ...each,
    evidence: each.evidence.filter((words) => body.slice(words.start, words.end) === words.text),
  }))
}
