// summary: Share of each rating by key question, region, local authority, type of service, brand or year, against England.
// usage: directory summary [KEY-QUESTION] [--by WORD] [--region NAME] [--authority NAME] [--service TYPE] [--brand NAME] [--inherited without] [--on DAY]
// example: directory summary
// example: directory summary well-led --by region
// example: directory summary safe --by authority --service DCC
// parameter key_question: KeyQuestion optional — the key question; each of them and overall when left out, or overall with --by
// parameter by: word(question|region|authority|service|brand|category|sector|year) optional after --by — what the rows are
// parameter region: text optional after --region — only this region
// parameter authority: text optional after --authority — only this local authority
// parameter service: ServiceType optional after --service — only locations that give this type of service
// parameter brand: text optional after --brand — only this brand, by its name
// parameter inherited: word(with|without) optional after --inherited — whether ratings inherited from the provider before count; with when left out
// parameter on: date optional after --on — ratings that held on this day, as far as the loaded files know them
// detail: england, locations, per_service, inherited
// graph: all
// needs: Rating
// empty: No rating matches. `cqcq directory load FILE…` loads CQC's files, and `cqcq --load directory.snapshot` queries them.
// note: Percentages of the ratings that count: one for each location, or one for each service where a location is rated per service. Second registrations of a place, words that are not ratings, and ratings of one day that cannot be told apart are left out. `against_england` is the difference, in points, of the share below good from all of England; `small` marks fewer than 10 ratings.
//
// A location that gives several types of service stands in the row of each, unless it is rated per service. `not given` are blank cells of the file.

OPTIONAL MATCH (k:KeyQuestion {id: $key_question})
WITH coalesce($by, CASE WHEN k IS NULL THEN 'question' ELSE 'region' END) AS grouping,
     CASE WHEN k IS NOT NULL THEN k.title WHEN coalesce($by, 'question') <> 'question' THEN 'Overall' END AS asked
MATCH (r:Rating)
WHERE (asked IS NULL OR r.question = asked) AND NOT (coalesce($inherited, 'with') = 'without' AND coalesce(r.inherited, false))
  AND CASE WHEN $on IS NULL THEN r.left_out IS NULL
           ELSE (r.left_out IS NULL OR r.left_out = 'earlier rating') AND r.date <= $on AND coalesce(r.ended > $on, true) END
WITH grouping, asked, r.question AS question, count(*) AS rated, sum(CASE WHEN r.rating IN ['Requires improvement', 'Inadequate'] THEN 1 ELSE 0 END) AS below
WITH grouping, asked, collect({question: question, share: 100.0 * below / rated}) AS england
MATCH (l:Location)-[:HAS_RATING]->(r:Rating)
WHERE (asked IS NULL OR r.question = asked) AND NOT (coalesce($inherited, 'with') = 'without' AND coalesce(r.inherited, false))
  AND CASE WHEN $on IS NULL THEN r.left_out IS NULL
           ELSE (r.left_out IS NULL OR r.left_out = 'earlier rating') AND r.date <= $on AND coalesce(r.ended > $on, true) END
  AND ($region IS NULL OR toLower(l.region) = toLower($region))
  AND ($authority IS NULL OR toLower(l.local_authority) = toLower($authority))
  AND ($brand IS NULL OR toLower(l.brand) = toLower($brand) OR toLower(l.brand) = 'brand ' + toLower($brand))
  AND ($service IS NULL OR EXISTS { MATCH (l)-[:PROVIDES]->(t) WHERE t.id = $service })
WITH england, grouping, l, r,
     CASE grouping WHEN 'question' THEN [r.question] WHEN 'region' THEN [l.region] WHEN 'authority' THEN [l.local_authority]
             WHEN 'brand' THEN [l.brand] WHEN 'category' THEN [l.category] WHEN 'sector' THEN [l.sector] WHEN 'year' THEN [toString(r.date.year)]
             ELSE [(l)-[:PROVIDES]->(t:ServiceType) | t.title] + coalesce(l.other_services, []) END AS names
UNWIND CASE WHEN size(names) = 0 THEN [null] WHEN r.service_group IN names THEN [r.service_group] ELSE names END AS name
WITH england, grouping, r.question AS question, coalesce(name, 'not given') AS group, count(*) AS rated, count(DISTINCT l) AS locations,
     sum(CASE r.rating WHEN 'Outstanding' THEN 1 ELSE 0 END) AS outstanding, sum(CASE r.rating WHEN 'Good' THEN 1 ELSE 0 END) AS good,
     sum(CASE r.rating WHEN 'Requires improvement' THEN 1 ELSE 0 END) AS improvement, sum(CASE r.rating WHEN 'Inadequate' THEN 1 ELSE 0 END) AS inadequate,
     sum(CASE WHEN r.service_group <> 'Overall' THEN 1 ELSE 0 END) AS per_service, sum(CASE WHEN r.inherited THEN 1 ELSE 0 END) AS inherited
WITH *, [e IN england WHERE e.question = question | e.share][0] AS share, 100.0 * (improvement + inadequate) / rated AS below
RETURN group, question AS key_question, rated, round(1000.0 * outstanding / rated) / 10 AS outstanding, round(1000.0 * good / rated) / 10 AS good,
       round(1000.0 * improvement / rated) / 10 AS requires_improvement, round(1000.0 * inadequate / rated) / 10 AS inadequate,
       round(10 * below) / 10 AS below_good, round(10 * (below - share)) / 10 AS against_england, CASE WHEN rated < 10 THEN 'small' END AS small,
       round(10 * share) / 10 AS england, locations, per_service, inherited
ORDER BY CASE question WHEN 'Overall' THEN 0 WHEN 'Safe' THEN 1 WHEN 'Effective' THEN 2 WHEN 'Caring' THEN 3 WHEN 'Responsive' THEN 4 ELSE 5 END,
         group = 'not given', group
