-- 0024-page-views.sql: how a page is shown is remembered with it, and never written to its master: tones, straightening and crop. A page may be
-- one part of its image only, as when two pages were scanned at once. Which side of a leaf it is, and whether it is blank or known to be lacking, are facts of
-- the page itself. Rectangles are `x,y,width,height` in pixels of the upright image.
ALTER TABLE page ADD COLUMN side TEXT CHECK (side IN ('recto', 'verso'));
ALTER TABLE page ADD COLUMN state TEXT CHECK (state IN ('blank', 'missing'));
ALTER TABLE page ADD COLUMN part TEXT;
ALTER TABLE page ADD COLUMN brightness INTEGER NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN contrast INTEGER NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN gamma REAL NOT NULL DEFAULT 1;
ALTER TABLE page ADD COLUMN inverted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN sharpness INTEGER NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN straightening REAL NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN crop TEXT;
