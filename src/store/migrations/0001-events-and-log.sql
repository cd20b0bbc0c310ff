-- The one row that says which log this is and how far it goes. Writers take their positions from it
-- inside the committing transaction: a sequence would hand out numbers that commit out of order.
CREATE TABLE log (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  id text NOT NULL,
  head bigint NOT NULL DEFAULT 0,
  tail bigint NOT NULL DEFAULT 0
);
INSERT INTO log (id) VALUES (left(replace(gen_random_uuid()::text, '-', ''), 16));

CREATE TABLE changes (
  seq bigint PRIMARY KEY,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  revision integer NOT NULL
);
CREATE INDEX changes_event ON changes (event_id, seq);
CREATE INDEX changes_at ON changes (at);

-- Identifiers sort by bytes ("C"), so that a page's order is the same whatever the database's locale.
CREATE TABLE events (
  id text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  revision integer NOT NULL,
  status text NOT NULL,
  url text COLLATE "C" NOT NULL,
  source_id text COLLATE "C" NOT NULL,
  country text COLLATE "C" NOT NULL,
  region text COLLATE "C",
  language text COLLATE "C" NOT NULL,
  base_language text COLLATE "C" NOT NULL,
  published_at timestamptz NOT NULL,
  published_precision text NOT NULL,
  published_on date NOT NULL,
  collected_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  content_hash text NOT NULL,
  understanding_hash text NOT NULL,
  -- Reports of one happening share it; an event alone is its own story.
  story_id text COLLATE "C" NOT NULL,
  categories text[] NOT NULL,
  -- As stated, with a null where a seizure names none; and with every ancestor, so that a filter by a parent
  -- finds them.
  substances text[] NOT NULL,
  substance_tree text[] NOT NULL,
  regions text[] NOT NULL,
  -- Single seizures: their sum, the lightest, the heaviest; null where the text states none.
  seized_grams double precision,
  min_grams double precision,
  max_grams double precision,
  -- Hashes of the fingerprint's bands: events sharing one may tell the same story.
  bands integer[] NOT NULL,
  title text NOT NULL,
  summary text,
  body text NOT NULL,
  body_html text,
  images jsonb NOT NULL,
  understanding jsonb NOT NULL,
  provenance jsonb NOT NULL,
  -- True where the language has a stemmer; the others are searched by prefix.
  stemmed boolean NOT NULL,
  search tsvector NOT NULL
);

-- Included columns let a page of ids be read from the index alone.
CREATE INDEX events_published ON events (published_at, id) INCLUDE (revision, status);
CREATE INDEX events_updated ON events (updated_at, id) INCLUDE (revision, status);
CREATE INDEX events_seq ON events (seq, id) INCLUDE (revision, status);
CREATE INDEX events_country ON events (country, published_at, id) INCLUDE (revision, status);
CREATE INDEX events_source ON events (source_id, published_at, id) INCLUDE (revision, status);
CREATE INDEX events_language ON events (base_language, published_at, id) INCLUDE (language, revision, status);
CREATE INDEX events_day ON events (published_on);
CREATE INDEX events_grams ON events (max_grams) WHERE max_grams IS NOT NULL;
CREATE INDEX events_story ON events (story_id, published_at);
-- Stories of more than one report are few: a count of stories looks them up here.
CREATE INDEX events_joined ON events (story_id) WHERE story_id <> id;
CREATE INDEX events_url ON events USING hash (url);
CREATE INDEX events_categories ON events USING gin (categories);
CREATE INDEX events_substances ON events USING gin (substance_tree);
CREATE INDEX events_regions ON events USING gin (regions);
CREATE INDEX events_bands ON events USING gin (bands);
CREATE INDEX events_search ON events USING gin (search);

-- The text columns stay null while the revision's text is still the event's own, and are filled when an
-- edit replaces it: no text is held twice.
CREATE TABLE revisions (
  event_id text COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  at timestamptz NOT NULL,
  seq bigint NOT NULL,
  reason text NOT NULL,
  note text,
  content_hash text,
  title text,
  summary text,
  body text,
  PRIMARY KEY (event_id, revision)
);

-- One flat row per stated amount.
CREATE TABLE quantities (
  event_id text COLLATE "C" NOT NULL,
  ordinal integer NOT NULL,
  kind text NOT NULL,
  substance text COLLATE "C",
  substance_tree text[] NOT NULL,
  value double precision NOT NULL,
  unit text NOT NULL,
  grams double precision,
  qualifier text NOT NULL,
  role text NOT NULL,
  scope text NOT NULL,
  period_from text,
  period_to text,
  part_of integer,
  evidence jsonb NOT NULL,
  -- What sums may add: the statement itself (parts left to their total) …
  whole_grams double precision,
  -- … or, where substances are told apart, parts under their own substance and the rest under the total's.
  share_grams double precision,
  published_at timestamptz NOT NULL,
  country text COLLATE "C" NOT NULL,
  region text COLLATE "C",
  PRIMARY KEY (event_id, ordinal)
);
CREATE INDEX quantities_published ON quantities (published_at, event_id, ordinal);
CREATE INDEX quantities_substance ON quantities USING gin (substance_tree);

-- A user's word as a prefix, for languages without a stemmer: the word, or its Russian or English stem
-- (loan words take other endings there). Stop words vanish.
CREATE FUNCTION word_prefix_query(word text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN stem IS NULL THEN ''::tsquery
    WHEN length(stem) >= 4 THEN to_tsquery('pg_catalog.simple', word || ':* | ' || stem || ':*')
    ELSE to_tsquery('pg_catalog.simple', word || ':*')
  END
  FROM (SELECT (tsvector_to_array(to_tsvector('pg_catalog.russian', word)))[1] AS stem) AS stems
$$;
