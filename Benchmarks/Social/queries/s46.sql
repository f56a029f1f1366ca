SELECT DISTINCT language, browser, length // 30 AS class FROM Post ORDER BY language NULLS LAST, browser, class LIMIT 50
