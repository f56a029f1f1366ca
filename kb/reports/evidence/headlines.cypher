// Sentences for the first page, each with its basis and count.
UNWIND $coverage AS c
WITH c, CASE c.area WHEN 'Regulations' THEN 'fundamental standards' ELSE c.area + ' quality statements' END AS what
RETURN CASE WHEN c.no_evidence = c.total THEN 'None of the ' + toString(c.total) + ' ' + what + ' has evidence in the register.'
            ELSE toString(c.total - c.no_evidence) + ' of ' + toString(c.total) + ' ' + what + CASE c.total - c.no_evidence WHEN 1 THEN ' has' ELSE ' have' END
                 + ' evidence in the register: ' + toString(c.covered) + ' covered, ' + toString(c.too_few_categories)
                 + ' with too few categories of evidence, ' + toString(c.overdue_only) + ' with overdue evidence only.' END AS text
UNION ALL
WITH size([d IN $due WHERE d.days_late > 0]) AS late, size([d IN $due WHERE d.days_late <= 0]) AS soon
RETURN toString(late) + ' reviews or actions are overdue, and ' + toString(soon) + ' fall due within 30 days.' AS text
