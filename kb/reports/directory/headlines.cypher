OPTIONAL MATCH (k:KeyQuestion {id: $key_question})
WITH coalesce(k.title, 'Overall') AS asked
UNWIND $questions AS q
WITH q WHERE q.key_question = asked
RETURN toString(q.requires_improvement + q.inadequate) + ' of ' + toString(q.rated) + CASE q.key_question WHEN 'Overall' THEN ' overall ratings are' ELSE ' ratings for ' + q.key_question + ' are' END
         + ' below good: ' + toString(q.requires_improvement) + ' require improvement and ' + toString(q.inadequate) + ' are inadequate.' AS text
UNION ALL
UNWIND $regions AS r
WITH r WHERE r.small IS NULL
WITH r ORDER BY r.below_good DESC, r.name
WITH collect(r) AS ranked
WHERE size(ranked) > 1
RETURN 'The share below good is largest in ' + ranked[0].name + ' (' + toString(ranked[0].below_good) + '%) and smallest in ' + ranked[size(ranked) - 1].name
         + ' (' + toString(ranked[size(ranked) - 1].below_good) + '%).' AS text
