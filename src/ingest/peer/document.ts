/** Fields of a type that are asked for: name, type of what it holds, how it is written where not by its name. */
type Wanted = [name: string, of?: string, written?: string]

const wanted: Record<string, Wanted[]> = {
  Event: [
    ['seq'],
    ['url'],
    ['source', 'Source'],
    ['title'],
    ['summary'],
    ['body'],
    ['html', undefined, 'html: body(format: HTML)'],
    ['language'],
    ['publishedAt'],
    ['publishedPrecision'],
    ['publishedOn'],
    ['status'],
    ['images', 'Image'],
    ['provenance', 'Provenance'],
  ],
  Source: [
    ['id'],
    ['country', 'Country'],
    ['name'],
    ['authority'],
    ['homepage'],
    ['language'],
    ['timeZone'],
    ['scope'],
  ],
  Country: [['code']],
  Image: [['url'], ['alt']],
  Provenance: [
    ['requestedUrl'],
    ['finalUrl'],
    ['status'],
    ['fetchedAt'],
    ['sha256'],
    ['contentType'],
    ['strategy'],
    ['via', 'Gateway'],
  ],
  Gateway: [['id'], ['name'], ['seq']],
}

/** Fields, as `Type.field`, that a gateway does not have: it is older, or another. */
export type Missing = ReadonlySet<string>

export const documents = {
  /** A page of the change log. */
  changes: (missing: Missing) => `query PeerChanges($after: String, $first: Int) {
    eventChanges(after: $after, first: $first) {
      nodes { cursor seq kind event { ${select('Event', missing)} } }
      pageInfo { endCursor hasNextPage hasPreviousPage }
    }
  }`,
  /** A page of all events, for what the log no longer tells. */
  events: (missing: Missing) => `query PeerEvents($after: String, $first: Int) {
    events(filter: {status: [PUBLISHED, WITHDRAWN]}, orderBy: SEQ_ASC, after: $after, first: $first) {
      nodes { ${select('Event', missing)} }
      pageInfo { endCursor hasNextPage }
    }
  }`,
  /** The change log, live. */
  follow: (missing: Missing) => `subscription PeerFollow($after: String) {
    eventChanges(after: $after) { cursor seq kind event { ${select('Event', missing)} } }
  }`,
}

function select(type: string, missing: Missing): string {
  return wanted[type]!.filter(([name]) => !missing.has(`${type}.${name}`))
    .map(([name, of, written = name]) => (of ? `${written} { ${select(of, missing)} __typename }` : written))
    .join(' ')
}

/** What the messages of a validation say is missing; empty where they say something else. */
export function readMissing(messages: string[]): string[] {
  return messages.flatMap((message) => {
    const unknown = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message)
    if (unknown) return isWanted(unknown[2]!, unknown[1]!) ? [`${unknown[2]}.${unknown[1]}`] : []
    if (/^Unknown argument "format" on field "(?:Event\.)?body"/.test(message)) return ['Event.html']
    const leaf = /^Field "(\w+)" must not have a selection/.exec(message)?.[1]
    return Object.keys(wanted).flatMap((type) => (leaf && isWanted(type, leaf) ? [`${type}.${leaf}`] : []))
  })
}

/** Without these there is no event. */
const needed = new Set(['Event.url', 'Event.title', 'Event.body', 'Event.source', 'Source.id'])

function isWanted(type: string, field: string): boolean {
  const has = wanted[type]?.some(([name]) => name === field) ?? false
  return has && !needed.has(`${type}.${field}`)
}
