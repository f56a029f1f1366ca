// summary: Why two things are not connected: who checked, what comes nearest, and the single row that would close the gap.
// usage: why not NAME NAME
// example: why not W3 mir:I-12
// example: why not W8 ra2014:12
// example: why not asc2017:S1.1 ra2014:15
// parameter from: Any — the first thing
// parameter to: Any — the second thing
// graph: all
// note: A row that would close the gap is something to check, not a mapping.
//
// nearest way: the shortest over up to four relations, the key question too. near miss: what the one is mapped to of the
// other's kind. Where no mapping set goes between the two kinds, the row that would close it is one between what the one is
// tied to and the other.

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
  UNWIND [[a, b], [b, a]] AS pair
  WITH pair[0] AS x, pair[1] AS y
  MATCH (x)-[m:HAS_NO_MATCH_IN]->(s:MappingSet)
  WHERE any(l IN labels(y) WHERE l IN split(m.looked_for, '|'))
  RETURN 2 AS place, 'checked, none found' + coalesce(' (' + m.checked + ')', '') AS finding, x.id AS way, m.confidence AS confidence, s.name AS mapping_set,
         coalesce(m.source, []) AS sources
  UNION ALL
  WITH a, b
  MATCH p = ANY SHORTEST (u)-[m:SPEAKS_TO|RESTS_ON|RESTS_ON_PART|BECAME|WOULD_BECOME|ASKS_FOR|INFORMS|ADAPTED_FROM|APPLIES_TO|ASSESSED_IN|SUITS|ANSWERS|PART_OF
                              WHERE NOT coalesce(m.negated, false) AND NOT 'Framework' IN labels(endNode(m))]-{2,4}(v)
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
  UNWIND [[a, b], [b, a]] AS pair
  WITH pair[0] AS x, pair[1] AS y
  MATCH (x)-[m]-(other)
  WHERE m.set IS NOT NULL AND type(m) <> 'HAS_NO_MATCH_IN'
    AND NOT coalesce(m.negated, false) AND labels(other) = labels(y) AND other <> y AND coalesce(m.valid_to > $as_of, true)
  RETURN 4 AS place, 'near miss' AS finding, startNode(m).id + ' → ' + endNode(m).id AS way, m.confidence AS confidence,
         m.set AS mapping_set, coalesce(m.source, []) AS sources
  ORDER BY {high: 1, medium: 2, low: 3}[confidence], way LIMIT 8
  UNION ALL
  WITH a, b
  WITH a, b WHERE NOT EXISTS { MATCH (a)-[m]-(b) WHERE m.set IS NOT NULL AND NOT coalesce(m.negated, false) }
  UNWIND [[a, b], [b, a]] AS pair
  WITH pair[0] AS x, pair[1] AS y
  MATCH (s:MappingSet)
  WHERE any(l IN labels(x) WHERE l IN split(s.from_label, '|')) AND any(l IN labels(y) WHERE l IN split(s.to_label, '|'))
    AND coalesce(s.valid_to > $as_of, true)
  RETURN 5 AS place, 'this row would close it' AS finding, x.id + ' → ' + y.id AS way, null AS confidence, s.name AS mapping_set,
         [] AS sources
  UNION ALL
  WITH a, b
  WITH a, b, [l IN labels(a) WHERE l <> 'Criterion'][0] AS kind, [l IN labels(b) WHERE l <> 'Criterion'][0] AS other
  WHERE NOT EXISTS { MATCH (s:MappingSet) WHERE coalesce(s.valid_to > $as_of, true) AND kind IN split(s.from_label, '|') AND other IN split(s.to_label, '|') }
    AND NOT EXISTS { MATCH (s:MappingSet) WHERE coalesce(s.valid_to > $as_of, true) AND other IN split(s.from_label, '|') AND kind IN split(s.to_label, '|') }
  RETURN 6 AS place, 'no mapping set ties the two kinds' AS finding, kind + ', ' + other AS way, null AS confidence, null AS mapping_set, [] AS sources
  UNION ALL
  WITH a, b
  WITH a, b, [l IN labels(a) WHERE l <> 'Criterion'][0] AS kind, [l IN labels(b) WHERE l <> 'Criterion'][0] AS other
  WHERE NOT EXISTS { MATCH (s:MappingSet) WHERE coalesce(s.valid_to > $as_of, true) AND kind IN split(s.from_label, '|') AND other IN split(s.to_label, '|') }
    AND NOT EXISTS { MATCH (s:MappingSet) WHERE coalesce(s.valid_to > $as_of, true) AND other IN split(s.from_label, '|') AND kind IN split(s.to_label, '|') }
  UNWIND [[a, b], [b, a]] AS pair
  WITH pair[0] AS u, pair[1] AS v
  MATCH (u)-[m]-(near)
  WHERE (m.set IS NOT NULL OR type(m) = 'PART_OF') AND type(m) <> 'HAS_NO_MATCH_IN' AND NOT coalesce(m.negated, false)
    AND NOT near:Framework AND near <> v
    AND NOT EXISTS { MATCH (near)-[o]-(v) WHERE o.set IS NOT NULL AND NOT coalesce(o.negated, false) }
  UNWIND [[near, v], [v, near]] AS row
  WITH row[0] AS x, row[1] AS y, m.confidence AS confidence
  MATCH (s:MappingSet)
  WHERE any(l IN labels(x) WHERE l IN split(s.from_label, '|')) AND any(l IN labels(y) WHERE l IN split(s.to_label, '|'))
    AND s.relationship <> 'WOULD_BECOME'
  RETURN 7 AS place, 'this row would make a way' AS finding, x.id + ' → ' + y.id AS way, confidence, s.name AS mapping_set, [] AS sources
  ORDER BY coalesce({high: 1, medium: 2, low: 3}[confidence], 0), way LIMIT 5
}
RETURN finding, way, confidence, mapping_set, sources
ORDER BY place, {high: 1, medium: 2, low: 3}[confidence], way
