// The statements counted, each once, by the best basis of its rows.
UNWIND range(0, size($statements) - 1) AS number
WITH number, $statements[number] AS s
WITH s.key_question AS key_question, s.framework AS framework, s.kind AS kind, min(number) AS place, count(*) AS total,
     sum(CASE s.finding WHEN 'listed by CQC' THEN 1 ELSE 0 END) AS listed_by_cqc,
     sum(CASE s.finding WHEN 'stated by others' THEN 1 ELSE 0 END) AS stated_by_others,
     sum(CASE s.finding WHEN 'our reading' THEN 1 ELSE 0 END) AS our_reading,
     sum(CASE s.finding WHEN 'checked, none found' THEN 1 ELSE 0 END) AS none_found,
     sum(CASE s.finding WHEN 'not checked' THEN 1 ELSE 0 END) AS not_checked,
     sum(CASE WHEN s.copied THEN 1 ELSE 0 END) AS copies, s.is_statement AS is_statement,
     reduce(found = [], list IN collect(s.checked_by) | found + list) AS looks
WITH *, reduce(found = [], c IN looks | CASE WHEN c IN found THEN found ELSE found + [c] END) AS names
RETURN key_question, framework, kind, listed_by_cqc, stated_by_others, our_reading, none_found, not_checked, total,
       CASE WHEN not_checked = total THEN 'not checked' ELSE toString(listed_by_cqc) + ' of ' + toString(total) END AS share,
       copies, [n IN names | n + CASE WHEN size(names) > 1 THEN ': ' + toString(size([c IN looks WHERE c = n])) ELSE '' END] AS checked_by, is_statement
ORDER BY place
