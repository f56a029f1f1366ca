// lower case texts that hold a word
MATCH (c:Comment) WHERE toLower(c.text) CONTAINS 'thunder' RETURN count(*) AS n, max(size(c.text)) AS longest
