// Each statement of either framework, sections aside, with what of the other one is mapped to it.
UNWIND [[$framework, $against, 1], [$against, $framework, 2]] AS side
MATCH (f:Framework {id: side[0]}), (g:Framework {id: side[1]})
MATCH (x {framework: f.code})
WHERE (x:Criterion OR x:IStatement OR x:WeStatement OR x:Regulation OR x:ImportedStatement)
  AND (x:Criterion OR NOT EXISTS { MATCH (:Criterion)-[:PART_OF]->(f) })
  AND NOT EXISTS { MATCH (x)<-[:PART_OF]-(:ImportedStatement) }
WITH f, g, x, side[2] AS place,
     [(x)-[m]-(y {framework: g.code}) WHERE m.set IS NOT NULL AND NOT coalesce(m.negated, false)
      | {id: y.id, code: coalesce(y.code, y.id), title: y.title, position: coalesce(y.position, 0), source: coalesce(m.source, [])}] AS maps
RETURN f.code AS framework, x.id AS id, x.code AS code, x.title AS title, CASE WHEN size(maps) = 0 THEN 'gap' ELSE 'covered' END AS finding, size(maps) = 0 AS gap, size(maps) > 0 AS checked,
       reduce(found = [], m IN maps | CASE WHEN m.code + ' ' + m.title IN found THEN found ELSE found + [m.code + ' ' + m.title] END) AS mapped,
       reduce(found = [], m IN maps | CASE WHEN m.id IN found THEN found ELSE found + [m.id] END) AS mapped_ids,
       reduce(found = [], list IN [coalesce(x.source, [])] + [m IN maps | m.source] | found + [d IN list WHERE NOT d IN found]) AS sources
ORDER BY place, finding DESC, x.position, id
