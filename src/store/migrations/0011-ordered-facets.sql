-- Pages are read in the order of publication from an index, whatever is asked for. Of what an event has several, an
-- array's index gives no order: here each member has its events in order. Kept by the committing transaction.
CREATE TABLE event_facets (
  facet text COLLATE "C" NOT NULL,
  published_at timestamptz NOT NULL,
  event_id text COLLATE "C" NOT NULL
);
-- Facets are as unequal as their events: the planner should know more than the hundred most frequent.
ALTER TABLE event_facets ALTER COLUMN facet SET STATISTICS 1000;

CREATE FUNCTION facets_of(categories text[], substance_tree text[], regions text[]) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 6 AS $$
  SELECT 'category:' || member FROM unnest(categories) AS member
  UNION ALL SELECT 'substance:' || member FROM unnest(substance_tree) AS member
  UNION ALL SELECT 'region:' || member FROM unnest(regions) AS member
$$;

INSERT INTO event_facets (facet, published_at, event_id)
  SELECT facet, published_at, id
  FROM events, LATERAL (SELECT DISTINCT facet FROM facets_of(categories, substance_tree, regions) AS facet) AS facets;
ALTER TABLE event_facets ADD PRIMARY KEY (facet, published_at, event_id);

-- Instants within which the events of a source's day were published: a range of days is found in the same order.
-- Never narrower than the events; what was moved away leaves it wider.
CREATE TABLE published_days (
  day date PRIMARY KEY,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL
);
INSERT INTO published_days SELECT published_on, min(published_at), max(published_at) FROM events GROUP BY 1;

CREATE INDEX events_heavy ON events (published_at, id) INCLUDE (max_grams, revision, status)
  WHERE max_grams IS NOT NULL;
CREATE INDEX events_withdrawn ON events (published_at, id) WHERE status = 'WITHDRAWN';

-- Which week, counted from 1970: a search goes back in time week by week.
CREATE FUNCTION week_of(at timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT floor(extract(epoch FROM at) / 604800)::integer
$$;
DROP INDEX events_search;
CREATE INDEX events_search ON events USING gin (search, (ARRAY[week_of(published_at)]));
