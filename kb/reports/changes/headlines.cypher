// A sentence for the things and one for the mappings, each with its counts.
UNWIND ['things', 'mappings'] AS what
WITH what, reduce(n = 0, c IN $counts | n + CASE WHEN c.what = what AND c.change = 'added' THEN c.count ELSE 0 END) AS added,
     reduce(n = 0, c IN $counts | n + CASE WHEN c.what = what AND c.change = 'ended' THEN c.count ELSE 0 END) AS ended,
     reduce(n = 0, c IN $counts | n + CASE WHEN c.what = what AND c.change = 'changed' THEN c.count ELSE 0 END) AS changed
WHERE added + ended + changed > 0
RETURN CASE added WHEN 0 THEN 'No ' + what + ' were' WHEN 1 THEN '1 ' + left(what, size(what) - 1) + ' was' ELSE toString(added) + ' ' + what + ' were' END + ' added, '
       + CASE ended WHEN 0 THEN 'none' ELSE toString(ended) END + ' ended'
       + CASE changed WHEN 0 THEN '' ELSE ' and ' + toString(changed) + ' changed' END + '.' AS text, CASE what WHEN 'things' THEN 0 ELSE 1 END AS place
ORDER BY place
