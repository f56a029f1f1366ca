// What evidence there is for each statement and regulation. The counting is that of the command evidence-gaps.
MATCH (t)
WHERE (t:QualityStatement OR (t:Regulation AND $key_question IS NULL AND coalesce(t.fundamental_standard, false)))
  AND coalesce(t.valid_from <= $as_of, true) AND coalesce(t.valid_to > $as_of, true)
  AND NOT coalesce(t.status IN ['draft', 'proposal'], false)
OPTIONAL MATCH (t)-[:ANSWERS]->(k:KeyQuestion)
WITH t, k
WHERE $key_question IS NULL OR k.id = $key_question
WITH t, k,
     [(e:EvidenceItem)-[:EVIDENCE_FOR]->(x)
      WHERE (x = t OR (x:RegulationPart AND x.id STARTS WITH t.id + '/'))
        AND coalesce(e.valid_from <= $as_of, true) AND coalesce(e.valid_to > $as_of, true)
      | e] AS found,
     [(t)-[a:ASKS_FOR]->(c:EvidenceCategory)
      WHERE NOT coalesce(a.negated, false) AND left(toLower(a.sector), 5) = 'adult'
        AND coalesce(a.valid_from <= $as_of, true) AND coalesce(a.valid_to > $as_of, true)
      | c.title] AS asked,
     [(t)-[r:RESTS_ON]->(law:Regulation)
      WHERE NOT coalesce(r.negated, false) AND coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true)
      | law.code + ' ' + law.title] AS laws
WITH t, k, laws, asked, reduce(items = [], e IN found | CASE WHEN e IN items THEN items ELSE items + [e] END) AS items
WITH t, k, laws, asked, items, [e IN items WHERE NOT coalesce(e.review_due < $as_of, false)] AS current
WITH t, k, laws, items, current,
     reduce(titles = [], e IN current | titles + [title IN [(e)-[:OF_CATEGORY]->(c) | c.title] WHERE NOT title IN titles]) AS held,
     reduce(titles = [], title IN asked | CASE WHEN title IN titles THEN titles ELSE titles + [title] END) AS asked
WITH t, k, laws, items, current, held, [title IN asked WHERE NOT title IN held] AS missing
WITH t, k, laws, items, current, held, missing,
     CASE WHEN size(items) = 0 THEN 'no evidence'
          WHEN size(current) = 0 THEN 'overdue only'
          WHEN size(missing) > 0 THEN 'too few categories'
          ELSE 'covered' END AS finding
RETURN coalesce(k.title, 'Regulations') AS area, finding, t.id AS id, t.code AS code, t.title AS title, size(items) AS items,
       size(items) - size(current) AS overdue, held AS categories, missing AS missing_categories,
       reduce(names = [], law IN laws | CASE WHEN law IN names THEN names ELSE names + [law] END) AS regulations,
       finding <> 'covered' AS gap
ORDER BY k.position IS NULL, k.position, finding, t.position
