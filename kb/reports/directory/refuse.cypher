// The report is about what has been loaded.
OPTIONAL MATCH (f:DirectoryFile)
WITH count(f) AS files
WHERE files = 0
RETURN 'no file of CQC\'s open data has been loaded' AS text,
       '`cqcq directory load FILE…` makes directory.snapshot; `--load directory.snapshot` reads it' AS hint
