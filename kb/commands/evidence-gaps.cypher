// summary: Quality statements and regulations that have no evidence, overdue evidence only, or too few categories of evidence.
// usage: evidence gaps [KEY-QUESTION] [--regulation NAME] [--category NAME] [--location NAME] [--sector NAME]
// example: evidence gaps well-led
// example: evidence gaps --location "Rose House"
// parameter key_question: KeyQuestion optional — only quality statements of the key question; all statements and regulations when left out
// parameter regulation: Regulation optional after --regulation — only this regulation
// parameter category: EvidenceCategory optional after --category — only evidence of this category counts
// parameter location: text optional after --location — only evidence of this location, or of none, counts
// parameter sector: Sector optional after --sector — whose categories of evidence are looked for; adult social care when left out
// detail: id, refs, regulations
// graph: all
// error: problem
// note: Counted is evidence linked to the statement or regulation itself. It is overdue when its review was due before the day. Categories are those that the knowledge base names for the sector.
//
// Statements are those in force on the day; of regulations, the fundamental standards in force. Evidence linked to a paragraph counts for its
// regulation; evidence linked to a key question counts for none of its statements.

MATCH (sector:Sector {id: coalesce($sector, 'sector:asc')})
MATCH (t)
WHERE (t:QualityStatement OR t:Regulation)
  AND coalesce(t.valid_from <= $as_of, true) AND coalesce(t.valid_to > $as_of, true)
  AND NOT coalesce(t.status IN ['draft', 'proposal'], false)
  AND CASE WHEN $regulation IS NOT NULL THEN t.id = $regulation
           WHEN $key_question IS NOT NULL THEN EXISTS { MATCH (t)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question }
           ELSE t:QualityStatement OR coalesce(t.fundamental_standard, false) END
WITH sector, t,
     [(e:EvidenceItem)-[:EVIDENCE_FOR]->(x)
      WHERE (x = t OR (x:RegulationPart AND x.id STARTS WITH t.id + '/'))
        AND coalesce(e.valid_from <= $as_of, true) AND coalesce(e.valid_to > $as_of, true)
        AND ($location IS NULL OR e.location IS NULL OR toLower(e.location) = toLower($location))
        AND ($category IS NULL OR EXISTS { MATCH (e)-[:OF_CATEGORY]->(c) WHERE c.id = $category })
      | e] AS found,
     [(t)-[a:ASKS_FOR]->(c:EvidenceCategory)
      WHERE NOT coalesce(a.negated, false) AND left(toLower(a.sector), 5) = left(toLower(sector.title), 5)
        AND coalesce(a.valid_from <= $as_of, true) AND coalesce(a.valid_to > $as_of, true)
      | c.title] AS asked,
     [(t)-[r:RESTS_ON]->(law:Regulation)
      WHERE NOT coalesce(r.negated, false) AND coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true)
      | law.code] AS laws
WITH t, laws, asked,
     reduce(items = [], e IN found | CASE WHEN e IN items THEN items ELSE items + [e] END) AS items
WITH t, laws, asked, items, [e IN items WHERE NOT coalesce(e.review_due < $as_of, false)] AS current
WITH t, laws, items, current,
     reduce(titles = [], e IN current |
            titles + [title IN [(e)-[:OF_CATEGORY]->(c) | c.title] WHERE NOT title IN titles]) AS held,
     reduce(titles = [], title IN asked | CASE WHEN title IN titles THEN titles ELSE titles + [title] END) AS asked
WITH t, laws, items, current, held, [title IN asked WHERE $category IS NULL AND NOT title IN held] AS missing
WITH t, laws, items, current, held, missing,
     CASE WHEN size(items) = 0 THEN 'no evidence'
          WHEN size(current) = 0 THEN 'overdue evidence only'
          WHEN size(missing) > 0 THEN 'too few categories' END AS gap
WHERE gap IS NOT NULL
RETURN CASE WHEN t:Regulation THEN 'regulation' ELSE 'quality statement' END AS kind, t.id AS id, t.code AS code, t.title AS title, gap,
       size(items) AS items, size(items) - size(current) AS overdue, size(held) AS categories, missing AS missing_categories,
       [e IN items | e.ref] AS refs,
       reduce(codes = [], law IN laws | CASE WHEN law IN codes THEN codes ELSE codes + [law] END) AS regulations,
       CASE WHEN NOT EXISTS { MATCH (:EvidenceItem) }
            THEN 'no register of evidence has been loaded; `cqcq evidence load FILE` loads one into evidence.cypher, and `--workspace evidence.cypher` reads it' END AS problem
ORDER BY kind, t.framework, t.position
