-- 0026-aligned.sql: which paragraphs of two texts say the same, and which say what the other text does not, as a person said so; proposals are
-- computed anew (shared/domain/alignment). Words that a machine or a typist takes for others, as far as the office added them.
CREATE TABLE alignedPair (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  -- Of the text that comes first in the description.
  paragraphId   INTEGER NOT NULL REFERENCES paragraph ON DELETE CASCADE,
  otherId       INTEGER NOT NULL REFERENCES paragraph ON DELETE CASCADE,
  UNIQUE (paragraphId, otherId)
) STRICT;
CREATE INDEX alignedPairByOther ON alignedPair (otherId);
CREATE INDEX alignedPairByDescription ON alignedPair (descriptionId);

-- A paragraph without a partner in a text.
CREATE TABLE withoutPartner (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  paragraphId   INTEGER NOT NULL REFERENCES paragraph ON DELETE CASCADE,
  textId        INTEGER NOT NULL REFERENCES textOfUnit ON DELETE CASCADE,
  UNIQUE (paragraphId, textId)
) STRICT;
CREATE INDEX withoutPartnerByText ON withoutPartner (textId);
CREATE INDEX withoutPartnerByDescription ON withoutPartner (descriptionId);

CREATE TABLE ocrSlip (
  id            INTEGER PRIMARY KEY,
  wrong         TEXT NOT NULL UNIQUE,
  -- What probably stands in the document.
  correct       TEXT NOT NULL
) STRICT;
