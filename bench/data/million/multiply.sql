-- Turns the stored reports, the templates, into :events reports spread over ten years up to 2025, oldest first, as
-- if they had been polled: each with an address, times, a place in the log and a rare word of its own. One in
-- eight tells another's story, one in twenty was revised since, one in two hundred is withdrawn.
CREATE TEMP TABLE templates AS SELECT *, (row_number() OVER (ORDER BY id) - 1)::int AS number FROM events;
CREATE TEMP TABLE amounts AS SELECT q.*, t.number FROM quantities q JOIN templates t ON t.id = q.event_id;
CREATE UNIQUE INDEX ON templates (number);
CREATE INDEX ON amounts (number);
ANALYZE templates;
ANALYZE amounts;
TRUNCATE events, event_facets, published_days, quantities, changes, revisions;

CREATE FUNCTION pg_temp.made_id(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT left(translate(md5(n::text) || md5('b' || n), '0189', 'wxyz'), 26) $$;
CREATE FUNCTION pg_temp.made_at(n bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
  $$ SELECT to_timestamp(1420070400 + floor(315532800.0 * n / :events) + (n * 7919) % 86400) $$;

CREATE TEMP TABLE made AS
  SELECT n, pg_temp.made_id(n) AS id, pg_temp.made_at(n) AS at, ((n * 2654435761) % (SELECT count(*) FROM templates))::int AS number,
    CASE WHEN n % 8 = 0 THEN n - 3 WHEN n % 16 = 1 AND n > 16 THEN n - 4 ELSE n END AS story,
    n % 20 = 7 AS revised, n % 200 = 9 AS withdrawn
  FROM generate_series(1::bigint, :events) AS n;
ANALYZE made;

SET LOCAL enable_mergejoin = off;
SET LOCAL enable_nestloop = off;
INSERT INTO events (id, seq, revision, status, url, source_id, country, region, language, base_language, published_at,
    published_precision, published_on, collected_at, updated_at, content_hash, understanding_hash, story_id, categories,
    substances, substance_tree, regions, seized_grams, min_grams, max_grams, bands, title, summary, body, body_html,
    images, understanding, provenance, stemmed, search)
  SELECT m.id, m.n + CASE WHEN m.revised OR m.withdrawn THEN :events ELSE 0 END,
    CASE WHEN m.revised OR m.withdrawn THEN 2 ELSE 1 END,
    CASE WHEN m.withdrawn THEN 'WITHDRAWN' ELSE 'PUBLISHED' END,
    t.url || '-' || m.n, t.source_id, t.country, t.region, t.language, t.base_language, m.at, t.published_precision,
    m.at::date, m.at + interval '2 hours',
    m.at + CASE WHEN m.revised OR m.withdrawn THEN interval '40 days' ELSE interval '2 hours' END,
    t.content_hash, t.understanding_hash, pg_temp.made_id(m.story), t.categories, t.substances, t.substance_tree, t.regions,
    t.seized_grams, t.min_grams, t.max_grams, t.bands, t.title, t.summary, t.body, t.body_html, t.images,
    t.understanding, t.provenance, t.stemmed,
    t.search || array_to_tsvector(ARRAY['дело' || m.n % (:events / 20)])
  FROM made m JOIN templates t USING (number);

INSERT INTO quantities (event_id, ordinal, kind, substance, substance_tree, value, unit, grams, qualifier, role, scope,
    period_from, period_to, part_of, evidence, whole_grams, share_grams, published_at, country, region)
  SELECT m.id, ordinal, kind, substance, substance_tree, value, unit, grams, qualifier, role, scope, period_from,
    period_to, part_of, evidence, whole_grams, share_grams, m.at, country, region
  FROM made m JOIN amounts USING (number);

INSERT INTO event_facets (facet, published_at, event_id)
  SELECT facet, published_at, id FROM events, LATERAL facets_of(categories, substance_tree, regions) AS facet ORDER BY 1, 2, 3;
INSERT INTO published_days SELECT published_on, min(published_at), max(published_at) FROM events GROUP BY 1;

INSERT INTO changes (seq, kind, at, event_id, revision)
  SELECT n, 'ADDED', at, id, 1 FROM made
  UNION ALL
  SELECT n + :events, CASE WHEN withdrawn THEN 'WITHDRAWN' ELSE 'REVISED' END, at + interval '40 days', id, 2
  FROM made WHERE revised OR withdrawn;
INSERT INTO revisions (event_id, revision, at, seq, reason)
  SELECT event_id, revision, at, seq, CASE WHEN kind = 'ADDED' THEN 'FIRST' ELSE 'EDITED' END FROM changes;
UPDATE log SET head = (SELECT max(seq) FROM changes);
DROP TABLE templates, amounts, made;
