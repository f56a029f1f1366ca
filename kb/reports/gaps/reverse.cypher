UNWIND range(0, size($speakers) - 1) AS number
WITH number, $speakers[number] AS s
WITH s.kind AS kind, min(number) AS place, count(*) AS total,
     sum(CASE s.finding WHEN 'listed by CQC' THEN 1 ELSE 0 END) AS listed_by_cqc,
     sum(CASE s.finding WHEN 'stated by others' THEN 1 ELSE 0 END) AS stated_by_others,
     sum(CASE s.finding WHEN 'our reading' THEN 1 ELSE 0 END) AS our_reading,
     sum(CASE s.finding WHEN 'checked, none found' THEN 1 ELSE 0 END) AS none_found,
     sum(CASE s.finding WHEN 'not checked' THEN 1 ELSE 0 END) AS not_checked,
     sum(CASE WHEN s.unused THEN 1 ELSE 0 END) AS unused
RETURN kind, listed_by_cqc, stated_by_others, our_reading, none_found, not_checked, total, unused
ORDER BY place
