// How many statements of each framework have a mapping to the other, by who says so.
UNWIND range(0, size($statements) - 1) AS number
WITH number, $statements[number] AS s
WITH s.framework AS framework, min(number) AS place, count(*) AS statements, sum(CASE WHEN s.gap THEN 1 ELSE 0 END) AS gaps,
     sum(CASE s.finding WHEN 'listed by CQC' THEN 1 ELSE 0 END) AS listed_by_cqc, sum(CASE s.finding WHEN 'stated by others' THEN 1 ELSE 0 END) AS stated_by_others,
     sum(CASE s.finding WHEN 'as imported' THEN 1 ELSE 0 END) AS as_imported, sum(CASE s.finding WHEN 'our reading' THEN 1 ELSE 0 END) AS our_reading
RETURN framework, listed_by_cqc, stated_by_others, as_imported, our_reading, gaps, statements
ORDER BY place
