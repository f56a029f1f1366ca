MATCH (r:Rating)
WHERE r.left_out IS NOT NULL
RETURN r.left_out AS reason, count(*) AS rows,
       CASE r.left_out WHEN 'second registration of a place' THEN 'The place is counted under its primary registration.'
                       WHEN 'part of a rated location' THEN 'The location has a rating as a whole, which counts.'
                       WHEN 'not a rating' THEN 'Blank, Not Rated, Inspected but not rated and the like say nothing about quality.'
                       WHEN 'several ratings on one day' THEN 'The file does not say which one holds; the one that the directory shows counts.'
                       WHEN 'earlier rating' THEN 'A later one took its place.'
                       WHEN 'deactivated location' THEN 'A deactivated location is not necessarily closed: a new address or legal form gives it a new id.'
                       WHEN 'location not in the directory' THEN 'The last directory that was loaded does not list the location.'
                       ELSE 'It is not of a location.' END AS why
ORDER BY rows DESC, reason
