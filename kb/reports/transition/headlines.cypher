MATCH (a:Framework), (b:Framework)
WHERE a.id = $from AND b.id = $to
OPTIONAL MATCH (k:KeyQuestion)
WHERE k.id = $key_question
WITH a, b, coalesce(' under ' + k.title, '') AS of, reduce(n = 0, o IN $outcome | n + o.total) AS total, reduce(n = 0, o IN $outcome | n + o.carry_over) AS carry_over,
     reduce(n = 0, o IN $outcome | n + o.in_part) AS in_part, reduce(n = 0, o IN $outcome | n + o.split) AS split,
     reduce(n = 0, o IN $outcome | n + o.no_successor) AS no_successor, reduce(n = 0, o IN $arrival | n + o.total) AS all_new,
     reduce(n = 0, o IN $arrival | n + o.new) AS new, reduce(n = 0, o IN $arrival | n + o.combine) AS combine,
     [o IN $old WHERE o.outcome = 'no successor'] AS lost, [l IN $links WHERE NOT l.derived] AS asserted
WITH *, CASE WHEN a.code STARTS WITH 'SAF' THEN ' quality statements of ' ELSE ' lines of enquiry of ' END + a.code AS older,
     CASE WHEN b.code STARTS WITH 'SAF' THEN ' quality statements of ' ELSE ' lines of enquiry of ' END + b.code AS newer
UNWIND [
  'Of the ' + toString(total) + older + of + ', ' + toString(carry_over) + CASE carry_over WHEN 1 THEN ' carries over, ' ELSE ' carry over, ' END
    + toString(in_part) + CASE in_part WHEN 1 THEN ' carries over in part, ' ELSE ' carry over in part, ' END
    + CASE split WHEN 0 THEN 'none splits and ' WHEN 1 THEN '1 splits and ' ELSE toString(split) + ' split and ' END + toString(no_successor) + CASE no_successor WHEN 1 THEN ' has' ELSE ' have' END + ' no successor'
    + CASE WHEN no_successor = 0 THEN '' ELSE reduce(text = ' (', o IN lost | text + CASE WHEN text = ' (' THEN '' ELSE '; ' END + o.code + ': ' + o.note) + ')' END + '.',
  'Of the ' + toString(all_new) + newer + of + ', ' + toString(combine) + CASE combine WHEN 1 THEN ' combines' ELSE ' combine' END + ' two or more earlier ones and '
    + CASE new WHEN 0 THEN 'none is' WHEN 1 THEN '1 is' ELSE toString(new) + ' are' END + ' new.',
  CASE WHEN size(asserted) = 0 THEN 'Nobody has mapped the two; every link follows from two of our readings, over the framework between them.'
       WHEN all(l IN asserted WHERE l.basis = 'our reading') THEN 'All ' + toString(size(asserted)) + ' links are our own reading, not CQC\'s; no second person has checked them.'
       END] AS text
WITH text WHERE text IS NOT NULL
RETURN text
