// summary: How two things are connected: the shortest paths between them, each with its weakest link.
// usage: why NAME NAME
// example: why W3 ra2014:16
// example: why asc2017:W4 ra2014:9
// example: why asc2017:S1.1 ec:4
// parameter from: Any — the first thing
// parameter to: Any — the second thing
// detail: relations, mapping_sets
// graph: all
// note: weakest: confidence of the weakest link, which is named beside it. derived: the way has several links, and nobody has asserted the whole of it.
//
// Up to four links one after another, in whichever direction they were made: mappings, and what a prompt, a paragraph or
// another part belongs to, which is not a mapping and has no confidence. Rows that say 'is not', and rows that say that nothing
// was found, are not links; nor is it one to be in the same framework or under the same key question. Without a row here,
// ask `why not`.

MATCH p = ALL SHORTEST (a)-[m:SPEAKS_TO|RESTS_ON|RESTS_ON_PART|BECAME|WOULD_BECOME|ASKS_FOR|INFORMS|ADAPTED_FROM|APPLIES_TO|ASSESSED_IN|SUITS|PART_OF
                             WHERE NOT coalesce(m.negated, false) AND NOT 'Framework' IN labels(endNode(m))]-{1,4}(b)
WHERE a.id = $from AND b.id = $to
WITH p, relationships(p) AS links
WITH p, links,
     ([l IN links WHERE l.confidence = 'low'] + [l IN links WHERE l.confidence = 'medium'] + [l IN links WHERE l.confidence = 'high'] + links)[0] AS weak
RETURN reduce(text = nodes(p)[0].id, i IN range(0, size(links) - 1) |
              text + CASE WHEN startNode(links[i]) = nodes(p)[i] THEN ' → ' ELSE ' ← ' END + nodes(p)[i + 1].id) AS way,
       [l IN links | toLower(replace(type(l), '_', ' ')) + coalesce(', ' + l.predicate, '')] AS relations,
       [l IN links | coalesce(l.confidence, '')] AS confidences,
       coalesce(weak.confidence, 'none') AS weakest,
       startNode(weak).id + ' → ' + endNode(weak).id + ', ' + toLower(replace(type(weak), '_', ' ')) + coalesce(', ' + weak.set, '') AS weakest_link,
       size(links) > 1 AS derived, [l IN links | coalesce(l.set, '')] AS mapping_sets,
       all(l IN links WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce(l.valid_to > $as_of, true)) AS in_force,
       reduce(found = [], l IN links | found + [d IN coalesce(l.source, []) WHERE NOT d IN found]) AS sources
ORDER BY in_force DESC, {high: 1, medium: 2, low: 3, none: 4}[weakest], way
