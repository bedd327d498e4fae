-- 0035-kept.sql: what came in from files of other programs, and what of it no field holds: kept word for word beside the record. None of it leaves.
CREATE TABLE importedFile (
  id            INTEGER PRIMARY KEY,
  -- The highest unit that was made of it, or was found there already.
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  name          TEXT NOT NULL,
  sha256        TEXT NOT NULL,
  format        TEXT NOT NULL CHECK (format IN ('ead')),
  takenAt       TEXT NOT NULL,
  -- JSON: how many elements, attributes and texts were mapped, kept and refused, by where they stand.
  ledger        TEXT NOT NULL CHECK (json_valid(ledger))
) STRICT;
CREATE INDEX importedFileByDescription ON importedFile (descriptionId);
CREATE INDEX importedFileByHash ON importedFile (sha256);

CREATE TABLE keptFragment (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  -- Of the unit, or of the document around the highest one.
  place         TEXT NOT NULL CHECK (place IN ('unit', 'file')),
  path          TEXT NOT NULL,
  line          INTEGER NOT NULL,
  xml           TEXT NOT NULL
) STRICT;
CREATE INDEX keptFragmentByDescription ON keptFragment (descriptionId, seq);
