// How many statements of each framework are covered by the other.
UNWIND range(0, size($statements) - 1) AS number
WITH number, $statements[number] AS s
WITH s.framework AS framework, min(number) AS place, count(*) AS statements, sum(CASE WHEN s.gap THEN 0 ELSE 1 END) AS covered
RETURN framework, covered, statements - covered AS gaps, statements
ORDER BY place
