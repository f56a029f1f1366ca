UNWIND $mappings AS m
RETURN m.row AS id, m.row + ' ' + coalesce(m.row_title, '') AS row, m.column AS column,
       coalesce(m.predicate, m.relation) + ' ' + coalesce(m.confidence, '') AS mapping, m.share AS share, m.place AS place
