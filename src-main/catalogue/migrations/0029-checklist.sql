-- 0029-checklist.sql: what no program sees of an item that is marked, and who has looked for it.
CREATE TABLE paperCheck (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  what          TEXT NOT NULL CHECK (what IN ('showThrough', 'facingPage', 'carbonOffset', 'stampOverText', 'besideBox',
                                              'paraphrase')),
  who           TEXT NOT NULL CHECK (who <> ''),
  at            TEXT NOT NULL,
  -- SHA-256 of the pages as they were shown, and of the marks where it is about those: of others nobody has looked for it.
  shown         TEXT NOT NULL,
  UNIQUE (descriptionId, what)
) STRICT;
