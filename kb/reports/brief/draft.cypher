// What becomes of the statements requested, and what else is said of the draft.
CALL {
  WITH [s IN $statement_rows WHERE s.requested] AS rows, [l IN $draft_rows WHERE l.requested] AS lines
  WITH rows, lines, [s IN rows WHERE size([m IN s.successors WHERE m.predicate <> 'related']) = 1
                                     AND any(m IN s.successors WHERE m.predicate IN ['exact', 'close', 'broad'])] AS over,
       [s IN rows WHERE size([m IN s.successors WHERE m.predicate <> 'related']) > 1] AS split, [s IN rows WHERE size(s.successors) = 0] AS lost
  WITH rows, lines, over, split, lost, [s IN rows WHERE size(s.successors) > 0 AND NOT s IN over AND NOT s IN split] AS part
  WHERE size(lines) > 0
  UNWIND [
    [0, 'By our own reading, of the ' + toString(size(rows)) + ' quality statements '  + toString(size(over)) + CASE size(over) WHEN 1 THEN ' carries over' ELSE ' carry over' END
        + CASE WHEN size(part) = 0 THEN '' ELSE ', ' + toString(size(part)) + CASE size(part) WHEN 1 THEN ' carries over in part' ELSE ' carry over in part' END
               + CASE WHEN size(part) > 5 THEN '' ELSE ' (' + reduce(text = '', s IN part | text + CASE WHEN text = '' THEN '' ELSE ', ' END + s.code) + ')' END END
        + CASE WHEN size(split) = 0 THEN '' ELSE ', ' + toString(size(split)) + CASE size(split) WHEN 1 THEN ' splits' ELSE ' split' END END
        + CASE size(lost) WHEN 0 THEN ' and none is without a successor' WHEN 1 THEN ' and 1 has no successor' ELSE ' and ' + toString(size(lost)) + ' have no successor' END
        + CASE WHEN size(lost) = 0 THEN '' ELSE ' (' + reduce(text = '', s IN lost | text + CASE WHEN text = '' THEN '' ELSE '; ' END + s.code + ' ' + s.title
                 + CASE WHEN size(s.no_successor) = 0 THEN ', not checked' ELSE ': ' + s.no_successor[0].checked END) + ')' END + '.',
     [m IN reduce(found = [], s IN rows | found + s.successors + s.no_successor) | m.source]],
    [1, toString(size(lines)) + ' draft key lines of enquiry (KLOEs) would take the place of ' + toString(size(rows)) + ' quality statements.', [lines[0].sources]]
  ] AS entry
  RETURN entry[0] AS number, null AS date, entry[1] AS text, entry[2] AS lists
  UNION ALL
  // On its lines and statements, on scores, and the last word on when it will be final.
  MATCH (c:Claim)-[:ABOUT]->(x)
  WHERE size($draft_rows) > 0 AND c.date <= $as_of AND c.date >= $draft_rows[0].since
    AND NOT 'I statements' IN c.topics
    AND (any(l IN $draft_rows WHERE l.requested AND l.id = x.id) OR any(s IN $statement_rows WHERE s.requested AND s.id = x.id)
         OR any(l IN $draft_rows WHERE l.framework_id = x.id) AND 'scoring' IN c.topics
         OR any(l IN $draft_rows WHERE l.framework_id = x.id)
            AND c.date = reduce(last = date('1900-01-01'), day IN [(o:Claim {kind: 'proposal'})-[:ABOUT]->(y) WHERE y.id = $draft_rows[0].framework_id AND o.date <= $as_of | o.date] |
                                CASE WHEN day > last THEN day ELSE last END) AND c.kind = 'proposal')
  WITH DISTINCT c
  RETURN 2 AS number, c.date AS date, left(c.summary, size(c.summary) - 1) + ' (' + c.said_by + ').' AS text, [coalesce(c.source, [])] AS lists
}
RETURN text, reduce(found = [], list IN lists | found + [d IN list WHERE NOT d IN found]) AS sources, number, date
ORDER BY number, date, text
