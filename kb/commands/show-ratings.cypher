// summary: The ratings of a location, provider or brand by service group and key question; without a name, the share of each rating in England.
// usage: show ratings [NAME]
// example: show ratings
// example: show ratings 1-1000012
// parameter name: text optional — id or name of a location or provider, or name of a brand
// detail: id, report_type
// graph: all
// needs: Rating
// empty: No location, provider or brand of this name has a rating. `cqcq directory load FILE…` loads CQC's files; `cqcq --load directory.snapshot` asks them.
// note: `left_out` says why a rating does not count in `directory summary`. Earlier ratings are shown too, as far as the loaded files know them.
//
// A location that shows Not Rated in the directory may have a rating for each of its services here.

WITH toLower($name) AS name
CALL (name) {
    WITH name WHERE name IS NULL
    MATCH (:Location)-[:HAS_RATING]->(r:Rating)
    WHERE r.left_out IS NULL
    WITH r.question AS key_question, r.rating AS rating, count(*) AS ratings
    WITH key_question, sum(ratings) AS total, collect({rating: rating, ratings: ratings}) AS parts
    UNWIND parts AS part
    RETURN 'England' AS of, null AS id, null AS service_group, key_question, part.rating AS rating, part.ratings AS ratings,
           round(1000.0 * part.ratings / total) / 10 AS percent, null AS date, null AS ended, null AS inherited, null AS report_type, null AS left_out
  UNION ALL
    WITH name WHERE name IS NOT NULL
    MATCH (owner)-[:HAS_RATING]->(r:Rating)
    WHERE (owner:Location AND (toLower(owner.ref) = name OR toLower(owner.title) = name OR toLower(owner.also_known_as) = name OR toLower(owner.brand) = name
                               OR toLower(owner.brand) = 'brand ' + name))
       OR (owner:Provider AND (toLower(owner.ref) = name OR toLower(owner.title) = name))
    RETURN owner.title AS of, owner.id AS id, r.service_group AS service_group, r.question AS key_question, r.rating AS rating, null AS ratings,
           null AS percent, r.date AS date, r.ended AS ended, r.inherited AS inherited, r.report_type AS report_type, r.left_out AS left_out
}
RETURN of, id, service_group, key_question, rating, ratings, percent, date, ended, inherited, report_type, left_out
ORDER BY of, id, service_group <> 'Overall', service_group,
         CASE key_question WHEN 'Overall' THEN 0 WHEN 'Safe' THEN 1 WHEN 'Effective' THEN 2 WHEN 'Caring' THEN 3 WHEN 'Responsive' THEN 4 ELSE 5 END,
         date DESC, CASE rating WHEN 'Outstanding' THEN 1 WHEN 'Good' THEN 2 WHEN 'Requires improvement' THEN 3 ELSE 4 END
