UNWIND $subjects AS s
WITH s WHERE s.gap
RETURN s.area AS area, s.id AS id, s.code AS code, s.title AS title, s.finding AS finding, s.missing_categories AS missing_categories,
       s.regulations AS regulations
