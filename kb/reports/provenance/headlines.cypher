// A sentence for the mappings and one for the things, each with its counts.
WITH reduce(n = 0, s IN $sets | n + s.total) AS total, reduce(n = 0, s IN $sets | n + s.official) AS official, reduce(n = 0, s IN $sets | n + s.copy) AS copies,
     reduce(n = 0, s IN $sets | n + s.others) AS others, reduce(n = 0, s IN $sets | n + s.ours) AS ours, reduce(n = 0, r IN $reviews | n + r.reviewed) AS reviewed
WHERE total > 0
RETURN 'Of the ' + toString(total) + ' mappings, ' + toString(official) + CASE official WHEN 1 THEN ' rests' ELSE ' rest' END + ' on an official page, ' + toString(copies) + ' on a copy of one, ' + toString(others)
       + ' on the word of another body and ' + toString(ours) + ' on our own reading; a second person has checked ' + CASE reviewed WHEN 0 THEN 'none' ELSE toString(reviewed) END + '.' AS text
UNION ALL
WITH reduce(n = 0, s IN $things | n + s.total) AS total, reduce(n = 0, s IN $things | n + s.official) AS official, reduce(n = 0, s IN $things | n + s.copy) AS copies,
     reduce(n = 0, s IN $things | n + s.others) AS others, reduce(n = 0, s IN $things | n + s.ours) AS ours
WHERE total > 0
RETURN 'Of the ' + toString(total) + ' things, ' + toString(official) + CASE official WHEN 1 THEN ' rests' ELSE ' rest' END + ' on an official page, ' + toString(copies) + ' on a copy of one, ' + toString(others)
       + ' on the word of another body and ' + toString(ours) + ' on our own reading.' AS text
