-- What editors did to a release, oldest first: a draft is composed from the events of its period and from these.
CREATE TABLE release_edits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  year integer NOT NULL,
  number integer NOT NULL,
  at timestamptz NOT NULL,
  editor text NOT NULL,
  kind text NOT NULL,
  event_id text COLLATE "C",
  value text
);
CREATE INDEX release_edits_release ON release_edits (year, number, id);

-- A published release, character by character as it was hashed; never changed, never deleted.
CREATE TABLE published_releases (
  year integer NOT NULL,
  number integer NOT NULL,
  published_at timestamptz NOT NULL,
  published_by text NOT NULL,
  sha256 text NOT NULL,
  document text NOT NULL,
  PRIMARY KEY (year, number)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A published release is never changed.';
END
$$;
CREATE TRIGGER published_releases_stay BEFORE UPDATE OR DELETE ON published_releases
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
