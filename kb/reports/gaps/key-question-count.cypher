UNWIND $key_question_rows AS k
WITH k.kind AS kind, count(*) AS total,
     sum(CASE k.finding WHEN 'listed by CQC' THEN 1 ELSE 0 END) AS listed_by_cqc,
     sum(CASE k.finding WHEN 'stated by others' THEN 1 ELSE 0 END) AS stated_by_others,
     sum(CASE k.finding WHEN 'our reading' THEN 1 ELSE 0 END) AS our_reading,
     sum(CASE k.finding WHEN 'checked, none found' THEN 1 ELSE 0 END) AS none_found,
     sum(CASE k.finding WHEN 'not checked' THEN 1 ELSE 0 END) AS not_checked
RETURN kind, listed_by_cqc, stated_by_others, our_reading, none_found, not_checked, total
