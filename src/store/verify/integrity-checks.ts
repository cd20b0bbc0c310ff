/** One statement each that finds what must not be there: `subject` names it, `count` says how many there are. */
export interface IntegrityCheck {
  name: string
  sql: string
}

const orphans = (table: string, column = 'event_id') =>
  `SELECT min(${column}) AS subject, count(*)::int AS count FROM ${table} t
   WHERE ${column} IS NOT NULL AND NOT EXISTS (SELECT FROM events e WHERE e.id = t.${column})`

const facets = `SELECT facet, published_at, id FROM events, facets_of(categories, substance_tree, regions) AS facet`

export const integrityChecks: IntegrityCheck[] = [
  {
    name: 'the log has every position from its tail to its head, once',
    sql: `SELECT 'positions ' || l.tail || ' to ' || l.head AS subject, abs(l.head - l.tail - count(c.seq))::int
            + count(*) FILTER (WHERE c.seq <= l.tail OR c.seq > l.head)::int AS count
          FROM log l LEFT JOIN changes c ON true GROUP BY l.tail, l.head`,
  },
  {
    name: 'there is one log',
    sql: `SELECT min(id) AS subject, (count(*) - 1)::int AS count FROM log`,
  },
  { name: 'every change is of a stored event', sql: orphans('changes') },
  {
    name: 'changes of an event are numbered in the order of the log',
    sql: `SELECT min(event_id) AS subject, count(*)::int AS count FROM (
            SELECT event_id, revision, lag(revision) OVER (PARTITION BY event_id ORDER BY seq) AS before FROM changes
          ) AS c WHERE before >= revision`,
  },
  {
    name: 'every event stands where its newest change does',
    sql: `SELECT min(e.id) AS subject, count(*)::int AS count FROM events e CROSS JOIN log l
          WHERE e.seq > l.head OR (e.seq > l.tail AND NOT EXISTS (
            SELECT FROM changes c WHERE c.seq = e.seq AND c.event_id = e.id AND c.revision = e.revision))`,
  },
  { name: 'every revision is of a stored event', sql: orphans('revisions') },
  {
    name: 'every event has a revision for each of its changes',
    sql: `SELECT min(e.id) AS subject, count(*)::int AS count FROM events e
          WHERE e.revision <> (SELECT count(*) FROM revisions r WHERE r.event_id = e.id)`,
  },
  { name: 'every amount is of a stored event', sql: orphans('quantities') },
  {
    name: 'every event has the amounts that were understood of it',
    sql: `SELECT min(e.id) AS subject, count(*)::int AS count FROM events e
          WHERE jsonb_array_length(e.understanding->'quantities')
            <> (SELECT count(*) FROM quantities q WHERE q.event_id = e.id)`,
  },
  { name: 'every page seen gone is of a stored event', sql: orphans('vanished') },
  { name: 'entries of releases lead to stored events', sql: orphans('release_entries') },
  {
    name: 'every story is that of a stored event',
    sql: `SELECT min(story_id) AS subject, count(*)::int AS count FROM events s
          WHERE NOT EXISTS (SELECT FROM events e WHERE e.id = s.story_id)`,
  },
  {
    name: 'every event is found by its categories, substances and regions, and no other',
    sql: `SELECT min(event_id) AS subject, count(*)::int AS count FROM (
            (SELECT facet, published_at, event_id FROM event_facets EXCEPT ${facets})
            UNION ALL (${facets} EXCEPT SELECT facet, published_at, event_id FROM event_facets)) AS f`,
  },
  {
    name: 'every event was published within what is kept of its day',
    sql: `SELECT min(e.id) AS subject, count(*)::int AS count FROM events e
          LEFT JOIN published_days d ON d.day = e.published_on
          WHERE (e.published_at BETWEEN d.first_at AND d.last_at) IS NOT true`,
  },
]
