-- 0023-fixity.sql: the bytes of a scan are looked at again as long as it is kept; and a page can get a better scan, while the one before stays.
-- Fixity is what was seen and no decision of a person: it is no part of history.
CREATE TABLE fixityCheck (
  scanId    INTEGER PRIMARY KEY REFERENCES scan ON DELETE CASCADE,
  checkedAt TEXT NOT NULL,
  outcome   TEXT NOT NULL CHECK (outcome IN ('matches', 'changed', 'missing', 'unreadable')),
  -- When the bytes were last seen to be those that were taken in; null: not since.
  matchedAt TEXT
) STRICT;
CREATE INDEX fixityCheckByOutcome ON fixityCheck (outcome) WHERE outcome <> 'matches';

-- What is still to be checked: a check that was interrupted goes on from here, one that a person stopped (held = 1) when it is asked to.
CREATE TABLE fixityDue (
  scanId INTEGER PRIMARY KEY REFERENCES scan ON DELETE CASCADE,
  held   INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1))
) STRICT;

-- A scan that a page showed before it got a better one.
CREATE TABLE pageVersion (
  id            INTEGER PRIMARY KEY,
  pageId        INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
  -- That of the page.
  descriptionId INTEGER REFERENCES description ON DELETE CASCADE,
  scanId        INTEGER NOT NULL REFERENCES scan ON DELETE RESTRICT,
  frame         INTEGER NOT NULL,
  width         INTEGER,
  height        INTEGER,
  pixelsPerInch REAL,
  rotation      INTEGER NOT NULL CHECK (rotation IN (0, 90, 180, 270)),
  replacedAt    TEXT NOT NULL,
  replacedBy    TEXT NOT NULL
) STRICT;
CREATE INDEX pageVersionByPage ON pageVersion (pageId);
CREATE INDEX pageVersionByScan ON pageVersion (scanId);
CREATE INDEX pageVersionByDescription ON pageVersion (descriptionId) WHERE descriptionId IS NOT NULL;
