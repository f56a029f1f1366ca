// Each quality statement in force on the date that applies to the sector, with what is mapped to it. Without a sector, and for
// a sector of providers, sets about local authorities and systems are left out; for these only their own sets and those about all count.
OPTIONAL MATCH (y:Sector {kind: 'public bodies'})
WHERE y.id = $sector
WITH y, coalesce(toLower(y.title), 'providers') AS about
MATCH (s:MappingSet)
WHERE coalesce(s.sector, 'all') IN ['all', about]
WITH y, collect({name: s.name, source: coalesce(s.source, [])}) AS sets, collect(s.name) AS names
MATCH (k:KeyQuestion)<-[:ANSWERS]-(c:QualityStatement)-[:PART_OF]->(f:Framework)
WHERE coalesce(c.valid_from <= $as_of, true) AND coalesce(c.valid_to > $as_of, true) AND (y IS NULL OR EXISTS { (c)-[:APPLIES_TO]->(y) })
WITH k, c, f, sets, names,
     [(c)<-[m:SPEAKS_TO]-(x:IStatement)
      WHERE m.set IN names AND NOT coalesce(m.negated, false) AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {code: x.code, source: coalesce(m.source, []), set_source: [s IN sets WHERE s.name = m.set | s.source][0]}] AS i,
     [(c)<-[m:SPEAKS_TO]-(x:WeStatement)
      WHERE m.set IN names AND NOT coalesce(m.negated, false) AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {code: x.code, title: x.title, source: coalesce(m.source, [])}] AS we,
     [(c)-[m:HAS_NO_MATCH_IN]->(s:MappingSet)
      WHERE s.name IN names AND s.relationship = 'SPEAKS_TO' AND 'IStatement' IN split(m.looked_for, '|')
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {checked: m.checked, source: coalesce(m.source, []), set_source: coalesce(s.source, [])}] AS no_i,
     [(c)-[m:RESTS_ON]->(x:Regulation)
      WHERE m.set IN names AND NOT coalesce(m.negated, false) AND m.finding = 'listed by CQC'
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
        AND coalesce(x.valid_from <= $as_of, true) AND coalesce(x.valid_to > $as_of, true)
      | {code: x.code, of: x.framework, position: x.position, strength: m.strength, basis: m.basis, source: coalesce(m.source, [])}] AS regulations,
     [(c)<-[m:BECAME]-(x:KLOE)-[:PART_OF]->(o:Framework)
      WHERE m.set IN names AND NOT coalesce(m.negated, false)
        AND ($sector IS NULL OR EXISTS { MATCH (z:Sector) WHERE z.id = $sector AND (toLower(z.title) CONTAINS o.sector OR (o.sector = 'healthcare' AND z.code <> 'ASC')) })
      | {code: x.code, of: o.code, position: x.position, source: coalesce(m.source, [])}] AS kloes,
     [(c)-[m:WOULD_BECOME]->(x:KLOE)-[:PART_OF]->(d:Framework)
      WHERE m.set IN names AND NOT coalesce(m.negated, false)
        AND ($sector IS NULL OR EXISTS { MATCH (z:Sector) WHERE z.id = $sector AND toLower(z.title) CONTAINS d.sector })
      | {id: x.id, code: x.code, title: x.title, predicate: m.predicate, position: x.position, source: coalesce(m.source, [])}] AS successors,
     [(c)-[m:HAS_NO_MATCH_IN]->(s:MappingSet)
      WHERE s.name IN names AND s.relationship = 'WOULD_BECOME'
      | {checked: m.checked, comment: m.comment, source: coalesce(m.source, [])}] AS no_successor
RETURN k.id AS key_question_id, k.title AS key_question, k.position AS place, $key_question IS NULL OR k.id = $key_question AS requested,
       f.code AS framework, f.title AS framework_title, coalesce(f.source[0..1], []) AS framework_source, f.valid_from AS since, c.id AS id, c.code AS code, c.title AS title,
       i, we, no_i, regulations, kloes, successors, no_successor
ORDER BY k.position, c.position
