-- 0003-finding-citation-restriction.sql: what a check found is derived and kept elsewhere; that a person accepted it is a record, with who, when and
-- why. The office's rules for checks and citations belong to the catalogue, and access is closed until a day that is computed from dates.

CREATE TABLE acceptedFinding (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  code          TEXT NOT NULL,
  field         TEXT NOT NULL,
  -- Parts of the finding's sentence, as JSON, so that it can be read after what it is about has changed.
  about         TEXT NOT NULL,
  -- Made from what the rule looked at: when that changes, no finding has it any more.
  fingerprint   TEXT NOT NULL,
  reason        TEXT NOT NULL,
  acceptedBy    TEXT NOT NULL,
  acceptedAt    TEXT NOT NULL,
  UNIQUE (descriptionId, fingerprint)
) STRICT;

CREATE TABLE checkRule (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  standard      TEXT NOT NULL CHECK (standard IN ('isad', 'dacs'))
) STRICT;

CREATE TABLE citationTemplate (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  template      TEXT NOT NULL
) STRICT;

-- Why a unit is closed, and until when: a number of years from the end of the calendar year of its latest date, a fixed day, or an event.
CREATE TABLE restriction (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  type          TEXT NOT NULL,
  basis         TEXT,
  begins        TEXT,
  years         INTEGER,
  ends          TEXT,
  event         TEXT,
  note          TEXT,
  noteIsPublic  INTEGER NOT NULL CHECK (noteIsPublic IN (0, 1)),
  reviewOn      TEXT
) STRICT;
CREATE INDEX restrictionByDescription ON restriction (descriptionId, seq);

-- The first day on which a restricted unit is open, null while that is not known; derived from its restrictions and dates, so outside undo.
CREATE TABLE opening (
  descriptionId INTEGER PRIMARY KEY REFERENCES description ON DELETE CASCADE,
  opensOn       TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX openingByDay ON opening (opensOn);
