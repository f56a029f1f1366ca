// summary: Why two things are not tied: who looked, what comes nearest, and the single row that would close the gap.
// usage: why not NAME NAME
// example: why not W3 mir:I-12
// example: why not W8 ra2014:12
// parameter from: Any — the one thing
// parameter to: Any — the other
// graph: all
// note: A row that would close the gap is a proposal to look, and no mapping until somebody has looked.
//
// nearest way: the shortest over up to four relations, the key question too. near miss: what the one is mapped to of the
// other's kind.

MATCH (a), (b)
WHERE a.id = $from AND b.id = $to
CALL {
  WITH a, b
  MATCH (a)-[m]-(b)
  WHERE m.set IS NOT NULL
  RETURN 1 AS place, CASE WHEN m.negated THEN 'somebody says it is not' ELSE 'they are tied' END AS finding,
         startNode(m).id + ' → ' + endNode(m).id AS way, m.confidence AS confidence, m.set AS mapping_set, coalesce(m.source, []) AS sources
  UNION ALL
  WITH a, b
  MATCH (x)-[m:HAS_NO_MATCH_IN]->(s:MappingSet), (y)
  WHERE ((x = a AND y = b) OR (x = b AND y = a)) AND any(l IN labels(y) WHERE l IN split(m.looked_for, '|'))
  RETURN 2 AS place, 'looked for and not found' AS finding, x.id AS way, m.confidence AS confidence, s.name AS mapping_set,
         coalesce(m.source, []) AS sources
  UNION ALL
  WITH a, b
  MATCH p = ANY SHORTEST (u)-[m:SPEAKS_TO|RESTS_ON|BECAME|WOULD_BECOME|ASKS_FOR|INFORMS|ADAPTED_FROM|ANSWERS
                              WHERE NOT coalesce(m.negated, false)]-{2,4}(v)
  WHERE u = a AND v = b
  WITH p, relationships(p) AS links
  RETURN 3 AS place, 'nearest way' AS finding,
         reduce(text = nodes(p)[0].id, i IN range(0, size(links) - 1) |
                text + CASE WHEN startNode(links[i]) = nodes(p)[i] THEN ' → ' ELSE ' ← ' END + nodes(p)[i + 1].id) AS way,
         CASE WHEN any(l IN links WHERE l.confidence = 'low') THEN 'low' WHEN any(l IN links WHERE l.confidence = 'medium') THEN 'medium'
              ELSE 'high' END AS confidence, null AS mapping_set,
         reduce(found = [], l IN links | found + [d IN coalesce(l.source, []) WHERE NOT d IN found]) AS sources
  UNION ALL
  WITH a, b
  MATCH (x)-[m]-(other), (y)
  WHERE ((x = a AND y = b) OR (x = b AND y = a)) AND m.set IS NOT NULL AND type(m) <> 'HAS_NO_MATCH_IN'
    AND NOT coalesce(m.negated, false) AND labels(other) = labels(y) AND other <> y AND coalesce(m.valid_to > $as_of, true)
  RETURN 4 AS place, 'near miss' AS finding, startNode(m).id + ' → ' + endNode(m).id AS way, m.confidence AS confidence,
         m.set AS mapping_set, coalesce(m.source, []) AS sources
  ORDER BY {high: 1, medium: 2, low: 3}[confidence], way LIMIT 8
  UNION ALL
  WITH a, b
  MATCH (s:MappingSet), (x), (y)
  WHERE ((x = a AND y = b) OR (x = b AND y = a)) AND any(l IN labels(x) WHERE l IN split(s.from_label, '|'))
    AND any(l IN labels(y) WHERE l IN split(s.to_label, '|')) AND coalesce(s.valid_to > $as_of, true)
    AND NOT EXISTS { MATCH (x)-[m]-(y) WHERE m.set IS NOT NULL AND NOT coalesce(m.negated, false) }
  RETURN 5 AS place, 'this row would close it' AS finding, x.id + ' → ' + y.id AS way, null AS confidence, s.name AS mapping_set,
         [] AS sources
}
RETURN finding, way, confidence, mapping_set, sources
ORDER BY place, {high: 1, medium: 2, low: 3}[confidence], way
