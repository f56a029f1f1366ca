// The report is about what has been loaded.
OPTIONAL MATCH (e:EvidenceItem)
WITH count(e) AS items
WHERE items = 0
RETURN 'No register of evidence has been loaded: load one with `cqcq evidence load FILE --workspace my.cqcq`, and name that workspace with `--workspace my.cqcq`.' AS text
