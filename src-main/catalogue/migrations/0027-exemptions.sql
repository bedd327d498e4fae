-- 0027-exemptions.sql: codes of exemption that the office has of its own, beside the vocabularies that come with the program.
CREATE TABLE exemption (
  id          INTEGER PRIMARY KEY,
  regime      TEXT NOT NULL CHECK (regime IN ('jpAdministrative', 'jpArchives', 'ukFoi', 'usClassification', 'usFoia', 'usPresidential')),
  code        TEXT NOT NULL CHECK (code <> ''),
  labelEn     TEXT NOT NULL,
  labelJa     TEXT NOT NULL,
  -- What is printed in the box.
  stamp       TEXT NOT NULL CHECK (stamp <> ''),
  -- The law, rule or agreement that it stands on.
  basis       TEXT NOT NULL,
  -- What has to be said with it (shared/domain/exemption.ts), as JSON.
  needs       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(needs)),
  maxYears    INTEGER CHECK (maxYears >= 0),
  lapsesAfter INTEGER CHECK (lapsesAfter >= 0),
  validFrom   TEXT,
  validTo     TEXT,
  UNIQUE (regime, code)
) STRICT;
