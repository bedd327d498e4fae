-- 0017-changed-since-publication.sql: that a description is changed since publication is part of history, so that undo gives back what was known
-- before and nothing has to be compared.
CREATE TABLE formerlyChanged AS SELECT descriptionId, since FROM changedSincePublication;
DROP TABLE changedSincePublication;
CREATE TABLE changedSincePublication (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL UNIQUE REFERENCES description ON DELETE CASCADE,
  since         INTEGER NOT NULL
) STRICT;
INSERT INTO changedSincePublication (descriptionId, since) SELECT descriptionId, since FROM formerlyChanged;
DROP TABLE formerlyChanged;
