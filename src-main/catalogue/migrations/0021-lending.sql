-- 0021-lending.sql: a branch is lent as a catalogue of its own and worked on elsewhere; here it is only read until it is returned or called off.
CREATE TABLE loan (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  -- The top of the branch.
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  lentTo        TEXT NOT NULL,
  lentBy        TEXT NOT NULL,
  lentAt        TEXT NOT NULL,
  note          TEXT,
  state         TEXT NOT NULL CHECK (state IN ('out', 'returned', 'calledOff')),
  endedAt       TEXT
) STRICT;
CREATE INDEX loanByDescription ON loan (descriptionId);

-- What was done elsewhere, entry by entry, as the returned catalogue told it.
CREATE TABLE loanEntry (
  id            INTEGER PRIMARY KEY,
  loanId        INTEGER NOT NULL REFERENCES loan ON DELETE CASCADE,
  at            TEXT NOT NULL,
  who           TEXT NOT NULL,
  action        TEXT NOT NULL,
  field         TEXT,
  kind          TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  -- Of the first description that it touched.
  unitUid       TEXT
) STRICT;
CREATE INDEX loanEntryByLoan ON loanEntry (loanId);

-- Derived: every description of a branch that is out. What is here is not written (src-main/catalogue/lending/guard.ts).
CREATE TABLE lentUnit (
  descriptionId INTEGER PRIMARY KEY REFERENCES description ON DELETE CASCADE,
  loanId        INTEGER NOT NULL REFERENCES loan ON DELETE CASCADE
) STRICT;
CREATE INDEX lentUnitByLoan ON lentUnit (loanId);

-- In the catalogue that was lent: which loan it is, and of what.
CREATE TABLE borrowed (
  one           INTEGER PRIMARY KEY CHECK (one = 1),
  loanUid       TEXT NOT NULL,
  catalogueUid  TEXT NOT NULL,
  catalogueName TEXT NOT NULL,
  rootUid       TEXT NOT NULL,
  lentTo        TEXT NOT NULL,
  lentBy        TEXT NOT NULL,
  lentAt        TEXT NOT NULL
) STRICT;
