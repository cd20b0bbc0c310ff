CREATE TABLE checkpoints (
  source_id text COLLATE "C" PRIMARY KEY,
  checkpoint jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE health (
  source_id text COLLATE "C" PRIMARY KEY,
  health jsonb NOT NULL
);

CREATE TABLE runs (
  id text COLLATE "C" PRIMARY KEY,
  source_id text COLLATE "C" NOT NULL,
  finished_at timestamptz NOT NULL,
  run jsonb NOT NULL
);
CREATE INDEX runs_source ON runs (source_id, finished_at DESC, id DESC);
CREATE INDEX runs_finished ON runs (finished_at);

-- Kept for good, when the runs it counts are long pruned. Days are of the source's zone.
CREATE TABLE coverage (
  source_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  successes integer NOT NULL,
  failures integer NOT NULL,
  PRIMARY KEY (day, source_id)
);

CREATE TABLE rejections (
  id text COLLATE "C" PRIMARY KEY,
  source_id text COLLATE "C" NOT NULL,
  url text,
  reason text NOT NULL,
  detail text NOT NULL,
  payload jsonb,
  at timestamptz NOT NULL
);
CREATE INDEX rejections_at ON rejections (at, id);
CREATE INDEX rejections_source ON rejections (source_id, at, id);

CREATE TABLE snapshots (
  sha256 text COLLATE "C" PRIMARY KEY,
  content_type text,
  encoding text NOT NULL,
  bytes bytea NOT NULL,
  size integer NOT NULL,
  last_seen_at timestamptz NOT NULL
);
-- Compressed before it comes here.
ALTER TABLE snapshots ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX snapshots_last_seen ON snapshots (last_seen_at);

CREATE TABLE vanished (
  event_id text COLLATE "C" PRIMARY KEY,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL
);
