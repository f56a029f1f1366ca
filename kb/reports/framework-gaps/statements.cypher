// Each statement of either framework, sections aside, with what of the other one is mapped to it and who says so.
// As in gaps: rows that say 'is not' are left out, and so are sets about local authorities and systems. Of a framework
// that has ended all rows count; of another one those that have not.
OPTIONAL MATCH (z:MappingSet)
WHERE EXISTS { MATCH (y:Sector {kind: 'public bodies'}) WHERE toLower(y.title) = z.sector }
WITH collect(z.name) AS left_out
UNWIND [[$framework, $against, 1], [$against, $framework, 2]] AS side
MATCH (f:Framework {id: side[0]}), (g:Framework {id: side[1]})
MATCH (x {framework: f.code})
WHERE (x:Criterion OR x:IStatement OR x:WeStatement OR x:Regulation OR x:ImportedStatement)
  AND (x:Criterion OR NOT EXISTS { MATCH (:Criterion)-[:PART_OF]->(f) })
  AND NOT EXISTS { MATCH (x)<-[:PART_OF]-(:ImportedStatement) }
  AND (coalesce(f.valid_to <= $as_of, false) OR coalesce(x.valid_to > $as_of, true))
WITH f, g, x, side[2] AS place,
     [(x)-[m]-(y {framework: g.code})
      WHERE m.set IS NOT NULL AND NOT coalesce(m.negated, false) AND NOT m.set IN left_out
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: y.id, code: coalesce(y.code, y.id), title: y.title, position: coalesce(y.position, 0), source: coalesce(m.source, []),
         finding: CASE WHEN type(m) = 'MAPS_TO' THEN 'as imported' ELSE coalesce(m.finding, 'our reading') END}] AS maps
WITH f, g, x, place, maps,
     coalesce(head([said IN ['listed by CQC', 'stated by others', 'as imported', 'our reading'] WHERE said IN [m IN maps | m.finding]]), 'no mapping') AS finding
RETURN f.code AS framework, x.id AS id, x.code AS code, x.title AS title, finding, size(maps) = 0 AS gap, size(maps) > 0 AS checked,
       reduce(found = [], m IN maps | CASE WHEN m.code + ' ' + m.title IN found THEN found ELSE found + [m.code + ' ' + m.title] END) AS mapped,
       reduce(found = [], m IN maps | CASE WHEN m.id IN found THEN found ELSE found + [m.id] END) AS mapped_ids,
       reduce(found = [], list IN [coalesce(x.source, [])] + [m IN maps | m.source] | found + [d IN list WHERE NOT d IN found]) AS sources
ORDER BY place, {`no mapping`: 1, `listed by CQC`: 2, `stated by others`: 3, `as imported`: 4, `our reading`: 5}[finding], x.position, id
