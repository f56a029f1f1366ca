// How many of each kind have a mapping to the other.
WITH reduce(ids = [], m IN $mappings | CASE WHEN m.row IN ids THEN ids ELSE ids + [m.row] END) AS rows,
     reduce(ids = [], m IN $mappings | CASE WHEN m.column IN ids THEN ids ELSE ids + [m.column] END) AS columns,
     size([w IN $without WHERE w.kind = $rows]) AS rows_without, size([w IN $without WHERE w.kind = $columns]) AS columns_without
WHERE size($mappings) > 0
WITH *, {QualityStatement: 'quality statements', KLOE: 'key lines of enquiry', Regulation: 'regulations', RegulationPart: 'paragraphs of regulations',
         IStatement: "'I' statements", WeStatement: "Making It Real 'We' statements", EvidenceCategory: 'evidence categories', Guideline: 'NICE guidelines',
         KeyQuestion: 'key questions', Sector: 'sectors', ServiceType: 'service types'} AS words
RETURN toString(size($mappings)) + CASE size($mappings) WHEN 1 THEN ' mapping connects ' ELSE ' mappings connect ' END + toString(size(rows)) + ' of the '
       + toString(size(rows) + rows_without) + ' ' + coalesce(words[$rows], 'in the rows') + ' with ' + toString(size(columns)) + ' of the ' + toString(size(columns) + columns_without) + ' ' + coalesce(words[$columns], 'in the columns') + '.' AS text
