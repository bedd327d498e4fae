-- 0032-index-residue.sql: words of a marked description may be left in the index, until its parts are merged. Without `id`: no part of history.
CREATE TABLE indexResidue (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  -- The newest change that has to be in what is merged.
  upTo INTEGER NOT NULL
) STRICT;
