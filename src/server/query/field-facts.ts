import type { EventEdgeView, EventsView } from '../../read/event-page.ts'

/**
 * Fields whose value is a function of the event's id and revision, of the arguments, and of what is fixed while the
 * process runs (sources, vocabulary, gazetteer). Stated, not guessed: what is missing here is resolved each time.
 * Not among them, though it looks so: other reports of a story, health, translations, what another event says.
 */
export const fixedByRevision: Record<string, ReadonlySet<string>> = {
  Event: fields(
    'id seq url source country region places title summary body language publishedAt publishedPrecision',
    'publishedOn collectedAt updatedAt status images snippet categories substances categoryFindings',
    'substanceFindings quantities relevance story provenance',
  ),
  Source: fields('id country name authority homepage language timeZone scope pollEverySeconds polled'),
  Country: fields('code name memberState'),
  Place: fields('country region name latitude longitude happenedHere evidence'),
  Image: fields('url alt'),
  Evidence: fields('text start end'),
  Snippet: fields('text start end highlights'),
  CategoryFinding: fields('category evidence'),
  SubstanceFinding: fields('substance evidence'),
  Substance: fields('id name parent descendants'),
  Quantity: fields('substance kind value unit grams qualifier role scope period evidence'),
  Period: fields('from to'),
  Relevance: fields('relevant score rules evidence'),
  Story: fields('id'),
  Provenance: fields('requestedUrl finalUrl status fetchedAt sha256 contentType strategy via'),
  Gateway: fields('id name seq'),
}

/**
 * Fields of a query whose value is a function of what the database holds: an answer made of these and of the fields
 * above may be kept until something is written. `item` reads a site, a translation asks a program.
 */
export const fixedByDatabase: Record<string, ReadonlySet<string>> = {
  ...fixedByRevision,
  Query: fields(
    'event events eventChanges quantities stats source sources country countries regions coverage',
  ),
  Event: new Set([...fixedByRevision.Event!, 'revisions']),
  EventConnection: fields('edges nodes pageInfo totalCount'),
  EventEdge: fields('cursor node snippet'),
  PageInfo: fields('hasNextPage hasPreviousPage startCursor endCursor'),
  ChangeConnection: fields('edges nodes pageInfo'),
  ChangeEdge: fields('cursor node'),
  Change: fields('cursor seq kind at event'),
  QuantityConnection: fields('edges nodes pageInfo'),
  QuantityEdge: fields('cursor node'),
  Quantity: new Set([...fixedByRevision.Quantity!, 'event', 'partOf']),
  StatRow: fields(
    'country source category language substance region periodStart events stories grams min max',
  ),
  Story: fields('id size events'),
  Revision: fields('revision at seq title summary body contentHash reason'),
  Source: new Set([...fixedByRevision.Source!, 'health', 'events']),
  SourceHealth: fields(
    'status since lastPollAt lastSuccessAt lastEventAt nextPollAt consecutiveFailures strategy lastError runs',
    'rejections',
  ),
  SourceError: fields('code message at'),
  Run: fields(
    'id startedAt finishedAt outcome strategy requests bytes items added revised withdrawn rejected errorCode',
    'errorMessage',
  ),
  Country: new Set([...fixedByRevision.Country!, 'sources', 'events']),
  Region: fields('code country name latitude longitude'),
  Coverage: fields('from to complete sources'),
  SourceCoverage: fields('source complete heardDays silentDays days'),
  CoverageDay: fields('day heard successes failures'),
}

export interface EventReference {
  id: string
  revision: number
}

/** Fields that hold events by id and revision only, so that a known event need not be loaded. */
export const eventReferences: Record<string, (parent: never) => EventReference | EventReference[]> = {
  'EventConnection.nodes': ({ edges }: EventsView) => edges.map(({ ref }) => ref),
  'EventEdge.node': ({ ref }: EventEdgeView) => ref,
}

function fields(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '))
}
