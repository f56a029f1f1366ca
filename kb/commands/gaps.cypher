// summary: For each statement of a key question what is mapped to it, who says so, and what is missing.
// usage: gaps [KEY-QUESTION]
// example: gaps well-led
// example: gaps well-led --with-sources
// parameter key_question: KeyQuestion optional — the key question; all five when left out
// detail: id, title, key_question_finding, regulation_finding, i_statements, key_question_i_statements, we_statements, kloe_list, regulation_list
// drop: framework, kloes, we, regulations, i_key_question
// graph: all
// then: coverage
// note: For providers; rows for local authorities and integrated care systems are left out. `coverage` counts the same by who says so.
// empty: No quality statement or line of enquiry that we hold was in force on that date.
// source: doc:d2 reports that 'I' statements were mapped to four of the five key questions, and none to Well-led.
//
// A row for each quality statement, or for each line of enquiry where those were in force on the date.
// Drafts and proposals are left out, and so are mappings that say 'is not'.
// i counts the 'I' statements mapped to the statement itself, i_key_question those mapped to its key question,
// as in 2021. kloes is empty for a line of enquiry, which has none before it.
// i_statement_finding: listed by CQC (on its page, or a copy of it), stated by others, our reading, checked, none found
// (by whom, on which page), not checked. Where none was found under the key question, none stands under its statements.

MATCH (s:MappingSet)
WITH collect(CASE WHEN s.status IN ['draft', 'proposal'] OR NOT coalesce(s.sector, 'all') IN ['providers', 'all'] THEN s.name END) AS left_out
MATCH (c:Criterion)-[:ANSWERS]->(k:KeyQuestion)
WHERE ($key_question IS NULL OR k.id = $key_question)
  AND coalesce(c.valid_from <= $as_of, true) AND coalesce(c.valid_to > $as_of, true)
  AND NOT coalesce(c.status IN ['draft', 'proposal'], false)
WITH c, k,
     [(x:IStatement)-[m:SPEAKS_TO]->(c)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, finding: coalesce(m.finding, 'our reading'), source: m.source}] AS i_maps,
     [(x:IStatement)-[m:SPEAKS_TO]->(k)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, finding: coalesce(m.finding, 'our reading'), source: m.source}] AS k_maps,
     [(x:WeStatement)-[m:SPEAKS_TO]->(c)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, source: m.source}] AS we_maps,
     [(x:KLOE)-[m:BECAME]->(c)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, source: m.source}] AS kloe_maps,
     [(c)-[m:RESTS_ON]->(x:Regulation)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, regulation: x.code, law: x.framework, position: x.position, strength: m.strength, basis: coalesce(m.basis, 'our reading'),
         author: m.author, finding: coalesce(m.finding, 'our reading'), source: m.source}] AS law_maps,
     [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE m.looked_for CONTAINS 'IStatement' AND NOT x.name IN left_out
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {checked: m.checked, source: m.source}] AS i_none,
     [(k)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE m.looked_for CONTAINS 'IStatement' AND NOT x.name IN left_out
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {checked: m.checked, source: m.source}] AS k_none
UNWIND CASE WHEN size(law_maps) > 0 THEN law_maps ELSE [null] END AS law
WITH c, k, i_maps, k_maps, we_maps, kloe_maps, law_maps, i_none, k_none, law
ORDER BY law.law DESC, {direct: 1, considered: 2, related: 3}[law.strength], law.position, law.basis
WITH c, k, i_maps, k_maps, we_maps, kloe_maps, law_maps, i_none, k_none,
     collect({id: law.id, regulation: law.regulation, law: law.law, strength: law.strength, basis: law.basis, author: law.author,
              finding: law.finding}) AS laws
WITH c, k, i_maps, k_maps, i_none, k_none, CASE WHEN size(law_maps) > 0 THEN laws ELSE [] END AS laws,
     reduce(ids = [], m IN i_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) AS i_ids,
     reduce(ids = [], m IN k_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) AS k_ids,
     reduce(ids = [], m IN we_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) AS we_ids,
     CASE WHEN 'KLOE' IN labels(c) THEN null
          ELSE reduce(ids = [], m IN kloe_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) END AS kloe_ids,
     reduce(ids = [], m IN law_maps | CASE WHEN m.id IN ids THEN ids ELSE ids + [m.id] END) AS law_ids,
     reduce(all_of_them = [], m IN i_maps + k_maps + we_maps + kloe_maps + law_maps + i_none + k_none |
            all_of_them + coalesce(m.source, [])) AS documents
RETURN c.id AS id, c.code AS code, c.title AS title, c.framework AS framework,
       coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN i_maps | m.finding]]),
                CASE WHEN size(i_none + k_none) > 0 THEN 'checked, none found' + coalesce(' (' + (i_none + k_none)[0].checked + ')', '')
                     ELSE 'not checked' END) AS i_statement_finding,
       size(i_ids) AS i, size(k_ids) AS i_key_question, size(we_ids) AS we,
       size(kloe_ids) AS kloes, size(law_ids) AS regulations,
       CASE WHEN size(i_ids) = 0 AND size(k_ids) = 0 THEN ['I statements'] ELSE [] END
       + CASE WHEN size(we_ids) = 0 THEN ['We statements (MIR)'] ELSE [] END
       + CASE WHEN size(kloe_ids) = 0 THEN ['KLOEs'] ELSE [] END
       + CASE WHEN size(law_ids) = 0 THEN ['regulations'] ELSE [] END AS missing,
       coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN k_maps | m.finding]]),
                CASE WHEN size(k_none) > 0 THEN 'checked, none found' + coalesce(' (' + k_none[0].checked + ')', '')
                     ELSE 'not checked' END) AS key_question_finding,
       coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN laws | m.finding]]), 'not checked') AS regulation_finding,
       i_ids AS i_statements, k_ids AS key_question_i_statements, we_ids AS we_statements, kloe_ids AS kloe_list, laws AS regulation_list,
       reduce(ids = [], d IN documents | CASE WHEN d IN ids THEN ids ELSE ids + [d] END) AS sources
ORDER BY k.position, c.framework, c.position
