import type { SourcesQuery } from '../generated/graphql.ts'

export type Source = SourcesQuery['sources'][number]

const order = ['FAILING', 'QUIET', 'PENDING', 'HEALTHY']

/** What needs a look first; among equals, who is silent longest. */
export function troubledFirst(sources: readonly Source[]): Source[] {
  return [...sources].sort(
    (a, b) =>
      order.indexOf(a.health.status) - order.indexOf(b.health.status) ||
      (a.health.since ?? '').localeCompare(b.health.since ?? '') ||
      a.id.localeCompare(b.id),
  )
}
