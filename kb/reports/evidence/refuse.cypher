// The report is about what has been loaded.
OPTIONAL MATCH (e:EvidenceItem)
WITH count(e) AS items
WHERE items = 0
RETURN 'no register of evidence has been loaded' AS text,
       '`cqcq evidence load FILE` loads one into evidence.cypher; `--workspace evidence.cypher` reads it' AS hint
