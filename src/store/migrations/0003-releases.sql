CREATE TABLE releases (
  year integer NOT NULL,
  number integer NOT NULL,
  -- What another release says stands beside ours of the same period, so that they can be compared.
  origin text NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  published_at timestamptz,
  sha256 text,
  stated jsonb,
  problems jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (year, number, origin)
);

CREATE TABLE release_entries (
  year integer NOT NULL,
  number integer NOT NULL,
  origin text NOT NULL,
  ordinal integer NOT NULL,
  country text COLLATE "C" NOT NULL,
  title text NOT NULL,
  paragraphs jsonb NOT NULL,
  url text,
  printed_url text,
  host_only boolean NOT NULL,
  event_id text COLLATE "C",
  PRIMARY KEY (year, number, origin, ordinal),
  FOREIGN KEY (year, number, origin) REFERENCES releases ON DELETE CASCADE
);
CREATE INDEX release_entries_event ON release_entries (event_id);
