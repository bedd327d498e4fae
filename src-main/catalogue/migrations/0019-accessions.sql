-- 0019-accessions.sql: what came into the archive is registered: when, from whom, how and how much. A description may come from several
-- accessions, and one accession is often described in many places.
CREATE TABLE accession (
  id            INTEGER PRIMARY KEY,
  number        TEXT NOT NULL,
  -- The number as it is compared and sorted: in any width and case, 9 before 10.
  numberKey     TEXT NOT NULL,
  title         TEXT,
  -- When it came, as written and as read (EDTF).
  received      TEXT,
  receivedEdtf  TEXT,
  -- The first day that the date may mean, for sorting.
  receivedOn    TEXT,
  kind          TEXT CHECK (kind IN ('transfer', 'gift', 'purchase', 'deposit', 'loan', 'found', 'other')),
  -- From whom: in words, and as a name of the authority file.
  source        TEXT,
  sourceId      INTEGER REFERENCES authority ON DELETE SET NULL,
  extent        TEXT,
  note          TEXT,
  binnedAt      TEXT
) STRICT;
CREATE INDEX accessionByNumber ON accession (numberKey);
CREATE INDEX accessionBySource ON accession (sourceId) WHERE sourceId IS NOT NULL;

CREATE TABLE accessionOfUnit (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  accessionId   INTEGER NOT NULL REFERENCES accession ON DELETE RESTRICT
) STRICT;
CREATE INDEX accessionOfUnitByDescription ON accessionOfUnit (descriptionId, seq);
CREATE INDEX accessionOfUnitByAccession ON accessionOfUnit (accessionId);
