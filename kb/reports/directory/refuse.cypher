// The report is about what has been loaded.
OPTIONAL MATCH (f:DirectoryFile)
WITH count(f) AS files
WHERE files = 0
RETURN 'No file of CQC\'s open data has been loaded: make a snapshot with `cqcq directory load FILE…` and name it with `--load directory.snapshot`.' AS text
