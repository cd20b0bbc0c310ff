-- Flat tables for those who read the database itself: names and values as the API has them, one row a thing. They are
-- the part of the schema that is promised; the tables behind them may change.
CREATE VIEW analyst_events AS
  SELECT id, seq, status, url, source_id AS source, country, region, language, title, summary, body,
    published_at, published_precision, published_on, collected_at, updated_at, revision, story_id AS story,
    array_to_string(categories, '; ') AS categories,
    array_to_string(array_remove(substances, NULL), '; ') AS substances,
    seized_grams, min_grams, max_grams
  FROM events;

-- Amounts and counts as stated. `counted_grams` is what a sum over substances may add: nothing for cumulative
-- statements, for comparisons with earlier periods, for amounts that others are part of.
CREATE VIEW analyst_quantities AS
  SELECT q.event_id AS event, q.ordinal, e.status, e.source_id AS source, q.country, q.region, e.published_on,
    q.published_at, q.kind, q.substance, q.value, q.unit, q.grams, q.share_grams AS counted_grams, q.qualifier, q.role,
    q.scope, q.period_from, q.period_to, q.part_of, q.evidence->>'text' AS evidence
  FROM quantities q JOIN events e ON e.id = q.event_id;

CREATE VIEW analyst_event_categories AS
  SELECT e.id AS event, e.status, e.country, e.published_on, category
  FROM events e CROSS JOIN LATERAL unnest(e.categories) AS category;

CREATE VIEW analyst_event_substances AS
  SELECT e.id AS event, e.status, e.country, e.published_on, substance
  FROM events e CROSS JOIN LATERAL unnest(e.substances) AS substance WHERE substance IS NOT NULL;

-- Whether and when each source was heard: silence is not "no news".
CREATE VIEW analyst_coverage AS
  SELECT source_id AS source, day, successes, failures, successes > 0 AS heard FROM coverage;

CREATE VIEW analyst_sources AS
  SELECT source_id AS source, health->>'status' AS status, (health->>'since')::timestamptz AS since,
    (health->>'lastSuccessAt')::timestamptz AS last_success_at, (health->>'lastEventAt')::timestamptz AS last_event_at,
    health->'lastError'->>'message' AS last_error
  FROM health;

CREATE VIEW analyst_changes AS SELECT seq, kind, at, event_id AS event, revision FROM changes;
