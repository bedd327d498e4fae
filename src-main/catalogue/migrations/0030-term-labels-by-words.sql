-- 0030-term-labels-by-words.sql: which term words are a label of is asked for each word that is typed, comes in, or is gathered.
CREATE INDEX termLabelByWords ON termLabel (value);
