// The 'I' statements of each key question on 28 July 2021, in the framework in force on the date, and in the draft of 2026.
MATCH (k:KeyQuestion)
WHERE ($key_question IS NULL OR k.id = $key_question) AND ($kind IS NULL OR $kind = 'IStatement') AND $sector IS NULL
WITH k,
     [(x:IStatement)-[m:SPEAKS_TO {set: 'i-kq-2021'}]->(k) | m] AS before, [(k)-[m:HAS_NO_MATCH_IN]->(:MappingSet {name: 'i-kq-2021'}) | m] AS none_before,
     [(c:QualityStatement)-[:ANSWERS]->(k) | c.id] AS statements,
     [(k)<-[:ANSWERS]-(c:QualityStatement)<-[m:SPEAKS_TO {set: 'i-qs-2023'}]-(:IStatement) | {statement: c.id, source: m.source}] AS matched,
     [(k)<-[:ANSWERS]-(c:QualityStatement)-[m:HAS_NO_MATCH_IN]->(:MappingSet {name: 'i-qs-2023'}) | m] AS none_now,
     [(x:IStatement)-[m:SPEAKS_TO {set: 'i-draft-2026'}]->(k) | m] AS after, [(k)-[m:HAS_NO_MATCH_IN]->(:MappingSet {name: 'i-draft-2026'}) | m] AS none_after,
     [(c:Claim {id: 'claim:2021-07-i-mapped'})-[:ABOUT]->(k) | c] AS said
RETURN k.title AS key_question,
       CASE WHEN size(none_before) > 0 THEN 'checked, none found (' + none_before[0].checked + ')'
            WHEN size(said) > 0 THEN 'mapped (CQC, reported in D2); which ones is our reading: ' + toString(size(before))
            ELSE 'not checked' END AS on_28_july_2021,
       CASE WHEN size(matched) = 0 AND size(none_now) = size(statements) THEN 'checked, none found for any of ' + toString(size(statements)) + ' statements'
            ELSE toString(size(reduce(ids = [], q IN matched | CASE WHEN q.statement IN ids THEN ids ELSE ids + [q.statement] END))) + ' of ' + toString(size(statements))
                 + ' statements, listed by CQC' END AS quality_statements_of_2023,
       CASE WHEN size(none_after) > 0 THEN 'checked, none found (' + none_after[0].checked + ')'
            WHEN size(after) > 0 THEN toString(size(after)) + ' under the key question, listed by CQC (copy of the draft)'
            ELSE 'not checked' END AS draft_of_2026,
       reduce(found = [], list IN [m IN before + none_before + matched + none_now + after + none_after | m.source] | found + [d IN list WHERE NOT d IN found]) AS sources
ORDER BY k.position
