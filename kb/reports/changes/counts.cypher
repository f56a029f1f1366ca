UNWIND range(0, size($rows) - 1) AS number
WITH number, $rows[number] AS r
WITH r.change AS change, r.what AS what, r.kind AS kind, min(number) AS place, count(*) AS count
RETURN change, what, kind, count
ORDER BY place
