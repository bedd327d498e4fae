-- 0022-texts.sql: a text says which way it is written and how far it is; a paragraph says what an editor saw in its words, where its lines
-- stand on the page, and whether it goes on from the one before it; names in it lead to their authorities.
ALTER TABLE textOfUnit ADD COLUMN direction TEXT NOT NULL DEFAULT 'horizontal' CHECK (direction IN ('horizontal', 'vertical'));
ALTER TABLE textOfUnit ADD COLUMN status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'checked'));
ALTER TABLE textOfUnit ADD COLUMN checkedBy TEXT;
-- A sentence that runs over the end of a page, or another break of the sheet: one paragraph in two rows.
ALTER TABLE paragraph ADD COLUMN continues INTEGER NOT NULL DEFAULT 0 CHECK (continues IN (0, 1));
-- JSON: [{kind, start, end}], what the editor says of passages (shared/domain/text-mark.ts).
ALTER TABLE paragraph ADD COLUMN marks TEXT;
-- JSON: [{start, end, region, confidence, words}], in pixels of the upright image of the paragraph's page.
ALTER TABLE paragraph ADD COLUMN lines TEXT;

-- A name in a text, and whose it is.
CREATE TABLE mention (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  paragraphId   INTEGER NOT NULL REFERENCES paragraph ON DELETE CASCADE,
  authorityId   INTEGER NOT NULL REFERENCES authority ON DELETE RESTRICT,
  start         INTEGER NOT NULL,
  "end"         INTEGER NOT NULL CHECK ("end" > start)
) STRICT;
CREATE INDEX mentionByParagraph ON mention (paragraphId, start);
CREATE INDEX mentionByDescription ON mention (descriptionId);
CREATE INDEX mentionByAuthority ON mention (authorityId);
