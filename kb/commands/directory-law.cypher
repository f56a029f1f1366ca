// summary: Regulations behind a key question, as far as they are assessed in a type of service, with how many locations are rated below good.
// usage: directory law KEY-QUESTION [--service TYPE]
// example: directory law responsive --service DCC
// parameter key_question: KeyQuestion — the key question
// parameter service: ServiceType optional after --service — the type of service; each that a location gives when left out
// detail: id, statements
// graph: all
// needs: Location
// empty: No location of this type is rated for it. `cqcq directory load FILE…` loads CQC's files; `cqcq --load directory.snapshot` asks them.
// note: A regulation that CQC does not assess in a type of service (regulation 15 in home care, 14 in dental care) is not counted there; `not_assessed` says why. CQC says that there are more such cases than the two it names.
//
// A regulation stands behind a key question where a quality statement under it rests on it.

MATCH (k:KeyQuestion {id: $key_question})
MATCH (s:QualityStatement)-[:ANSWERS]->(k)
WHERE coalesce(s.valid_from <= $as_of, true) AND coalesce(s.valid_to > $as_of, true)
MATCH (s)-[x:RESTS_ON]->(law:Regulation)
WHERE NOT coalesce(x.negated, false) AND coalesce(x.valid_from <= $as_of, true) AND coalesce(x.valid_to > $as_of, true)
  AND coalesce(law.valid_from <= $as_of, true) AND coalesce(law.valid_to > $as_of, true)
WITH k, law, collect(DISTINCT s.code) AS statements
WITH k, collect({law: law, statements: statements}) AS laws
MATCH (r:Rating)-[:RATES]->(k)
WHERE r.left_out IS NULL
MATCH (l:Location)-[:HAS_RATING]->(r)
MATCH (l)-[:PROVIDES]->(t:ServiceType)
WHERE $service IS NULL OR t.id = $service
WITH laws, t, count(DISTINCT l) AS locations,
     count(DISTINCT CASE WHEN r.rating IN ['Requires improvement', 'Inadequate'] THEN l END) AS below_good
UNWIND laws AS entry
WITH t, locations, below_good, entry.law AS law, entry.statements AS statements
WITH t, locations, below_good, law, statements,
     [(law)-[n:ASSESSED_IN]->(t) WHERE n.negated AND coalesce(n.valid_from <= $as_of, true) AND coalesce(n.valid_to > $as_of, true)
      | coalesce(n.comment, 'CQC does not assess it in this type of service.')] AS denied
RETURN t.title AS service, law.code AS regulation, law.title AS title, CASE WHEN size(denied) = 0 THEN locations END AS locations,
       CASE WHEN size(denied) = 0 THEN below_good END AS below_good, denied[0] AS not_assessed, law.id AS id, statements
ORDER BY service, law.framework DESC, law.position
