-- 0008-markup.sql: lists, emphasis and names in a text are ranges over it (JSON), so that the text itself never holds a tag.
ALTER TABLE descriptionText ADD COLUMN markup TEXT;
