-- 0029-release.sql: what has gone out, under which name, and who got it. Without `id`, so that neither history nor undo
-- reaches it: what was given out once was given out, and its name is never given to anything else.
CREATE TABLE release (
  name     TEXT PRIMARY KEY,
  at       TEXT NOT NULL,
  who      TEXT NOT NULL,
  batch    TEXT,
  -- SHA-256 of its manifest; null while it is being written, and of one that was never finished.
  manifest TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE releaseItem (
  name        TEXT PRIMARY KEY,
  release     TEXT NOT NULL REFERENCES release,
  -- Uid of the description: it may be gone.
  description TEXT NOT NULL,
  decision    TEXT NOT NULL CHECK (decision IN ('full', 'part', 'withheld'))
) STRICT, WITHOUT ROWID;
CREATE INDEX releaseItemByRelease ON releaseItem (release);
CREATE INDEX releaseItemByDescription ON releaseItem (description);
CREATE TRIGGER releaseDelete BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'releaseKept'); END;
CREATE TRIGGER releaseItemDelete BEFORE DELETE ON releaseItem BEGIN SELECT RAISE(ABORT, 'releaseKept'); END;
