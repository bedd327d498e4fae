-- 0013-marks.sql: what stands on the sheet (a stamp, an office of a distribution list, a mark of classification) has its place on a page, and
-- beside its words whose it is, written out, and its date. A region is `x,y,width,height` in pixels of the page's upright image.
ALTER TABLE descriptionText ADD COLUMN name TEXT;
ALTER TABLE descriptionText ADD COLUMN date TEXT;
ALTER TABLE descriptionText ADD COLUMN pageId INTEGER REFERENCES page ON DELETE SET NULL;
ALTER TABLE descriptionText ADD COLUMN region TEXT;
CREATE INDEX descriptionTextByPage ON descriptionText (pageId) WHERE pageId IS NOT NULL;
