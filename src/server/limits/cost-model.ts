/** Entries of a page when neither `first` nor `last` says. */
export const defaultPageSize = 50

/** Entries counted for a list whose length nobody asks for. */
export const assumedListSize = 5

/** Fields of a connection that hold the entries of the page. */
export const pageFields = new Set(['nodes', 'edges', 'rows'])

/**
 * What a field costs besides what is selected in it, where that is not one point: a point is about what one
 * column of one entry costs to read and to write.
 */
export const fieldWeights: Record<string, number> = {
  // Asks a site.
  'Query.item': 1_000,
  // Asks another service.
  'Event.translation': 1_000,
  // Asks an address of the caller's.
  'Mutation.sendTestWebhook': 1_000,
  // Read the whole filtered table.
  'Query.stats': 1_000,
  'Query.coverage': 200,
  'EventConnection.totalCount': 100,
  // Long texts.
  'Event.body': 5,
  'Event.revisions': 5,
}
