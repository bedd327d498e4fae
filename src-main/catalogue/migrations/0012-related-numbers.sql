-- 0012-related-numbers.sql: a relation names another document by its number, and finds it when its record is there. Both the numbers that
-- records have and those that relations name stand in one derived table, so that either end is found from the other.
ALTER TABLE relation ADD COLUMN scope TEXT;

-- Derived like the search index, and made anew with it. `is`: the unit has the number; `names`: a relation of the unit has it for its target.
CREATE TABLE searchNumber (
  key           TEXT NOT NULL,
  role          TEXT NOT NULL CHECK (role IN ('is', 'names')),
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  type          TEXT NOT NULL,
  scope         TEXT,
  PRIMARY KEY (key, role, descriptionId, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX searchNumberByDescription ON searchNumber (descriptionId);

-- The index is made anew at the next opening.
UPDATE searchState SET version = 0;
