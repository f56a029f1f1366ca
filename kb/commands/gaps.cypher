// summary: What speaks to each statement of a key question, and what is missing.
// usage: gaps [KEY-QUESTION]
// example: gaps well-led
// example: gaps well-led --with-sources
// parameter key_question: KeyQuestion optional — the key question; all five when left out
// detail: id, i_statements, key_question_i_statements, we_statements, kloe_list, regulation_list, key_question_finding
// graph: all
// then: coverage
// source: doc:d2 asks for it: 'I' statements were mapped to four of the five key questions, and none to Well-led.
//
// A row for each quality statement, or for each line of enquiry where those were in force on the day.
// Drafts and proposals are left out, and so are mappings that say 'is not'.
// i counts the 'I' statements mapped to the statement itself, i_key_question those mapped to its key question,
// as was done in 2021. kloes is empty for a line of enquiry: it has none before it.
// i_statement_finding: covered (a mapping of high or medium confidence), partial (only of low or unstated
// confidence), declared no match (somebody looked and found none), not examined.

MATCH (s:MappingSet)
WITH collect(CASE WHEN s.status IN ['draft', 'proposal'] THEN s.name END) AS drafts
MATCH (c:Criterion)-[:ANSWERS]->(k:KeyQuestion)
WHERE ($key_question IS NULL OR k.id = $key_question)
  AND coalesce(c.valid_from <= $as_of, true) AND coalesce(c.valid_to > $as_of, true)
  AND NOT coalesce(c.status IN ['draft', 'proposal'], false)
WITH c, k,
     [(x:IStatement)-[m:SPEAKS_TO]->(c)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, confidence: m.confidence, source: m.source}] AS i_maps,
     [(x:IStatement)-[m:SPEAKS_TO]->(k)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, confidence: m.confidence, source: m.source}] AS k_maps,
     [(x:WeStatement)-[m:SPEAKS_TO]->(c)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, source: m.source}] AS we_maps,
     [(x:KLOE)-[m:BECAME]->(c)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, source: m.source}] AS kloe_maps,
     [(c)-[m:RESTS_ON]->(x:Regulation)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, source: m.source}] AS law_maps,
     [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE m.looked_for CONTAINS 'IStatement' AND NOT x.name IN drafts
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, source: m.source}] AS i_none,
     [(k)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE m.looked_for CONTAINS 'IStatement' AND NOT x.name IN drafts
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, source: m.source}] AS k_none
WITH c, k, i_maps, k_maps, i_none, k_none,
     reduce(ids = [], m IN i_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) AS i_ids,
     reduce(ids = [], m IN k_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) AS k_ids,
     reduce(ids = [], m IN we_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) AS we_ids,
     CASE WHEN 'KLOE' IN labels(c) THEN null
          ELSE reduce(ids = [], m IN kloe_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) END AS kloe_ids,
     reduce(ids = [], m IN law_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) AS law_ids,
     reduce(all_of_them = [], m IN i_maps + k_maps + we_maps + kloe_maps + law_maps + i_none + k_none |
            all_of_them + coalesce(m.source, [])) AS documents
RETURN c.id AS id, c.code AS code, c.title AS title, c.framework AS framework,
       size(i_ids) AS i, size(k_ids) AS i_key_question, size(we_ids) AS we,
       size(kloe_ids) AS kloes, size(law_ids) AS regulations,
       CASE WHEN size(i_ids) = 0 AND size(k_ids) = 0 THEN ['I statements'] ELSE [] END
       + CASE WHEN size(we_ids) = 0 THEN ['We statements'] ELSE [] END
       + CASE WHEN size(kloe_ids) = 0 THEN ['KLOEs'] ELSE [] END
       + CASE WHEN size(law_ids) = 0 THEN ['regulations'] ELSE [] END AS missing,
       CASE WHEN any(m IN i_maps WHERE coalesce(m.confidence IN ['high', 'medium'], false)) THEN 'covered'
            WHEN size(i_maps) > 0 THEN 'partial'
            WHEN size(i_none) > 0 THEN 'declared no match'
            ELSE 'not examined' END AS i_statement_finding,
       CASE WHEN any(m IN k_maps WHERE coalesce(m.confidence IN ['high', 'medium'], false)) THEN 'covered'
            WHEN size(k_maps) > 0 THEN 'partial'
            WHEN size(k_none) > 0 THEN 'declared no match'
            ELSE 'not examined' END AS key_question_finding,
       i_ids AS i_statements, k_ids AS key_question_i_statements, we_ids AS we_statements, kloe_ids AS kloe_list, law_ids AS regulation_list,
       reduce(ids = [], d IN documents | CASE WHEN d IN ids THEN ids ELSE ids + [d] END) AS sources
ORDER BY k.position, c.framework, c.position
