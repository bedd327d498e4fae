-- 0018-vocabularies.sql: terms are sorted and found like names, and stand under each other.
CREATE TABLE termRelation (
  id            INTEGER PRIMARY KEY,
  termId        INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  -- `broader`: the other one is wider (SKOS: broader); `related` is said of either.
  type          TEXT NOT NULL CHECK (type IN ('broader', 'related')),
  otherId       INTEGER NOT NULL REFERENCES term ON DELETE CASCADE
) STRICT;
CREATE INDEX termRelationByTerm ON termRelation (termId, seq);
CREATE INDEX termRelationByOther ON termRelation (otherId);

-- Derived: how each term that is not in the bin is sorted and found.
CREATE TABLE termIndex (
  termId        INTEGER PRIMARY KEY REFERENCES term ON DELETE CASCADE,
  type          TEXT NOT NULL,
  source        TEXT NOT NULL,
  kanaKey       TEXT NOT NULL,
  latinKey      TEXT NOT NULL,
  folded        TEXT NOT NULL
) STRICT;
CREATE INDEX termIndexByKana ON termIndex (kanaKey, termId);
CREATE INDEX termIndexByLatin ON termIndex (latinKey, termId);
CREATE INDEX termBySource ON term (source, code);
-- Words that are no term yet are gathered by what they say.
CREATE INDEX accessPointByWords ON accessPoint (type, value) WHERE termId IS NULL;
