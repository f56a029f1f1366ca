// median and deviation of lengths by browser
MATCH (c:Comment) RETURN c.browser AS browser, percentileCont(c.length, 0.5) AS median, stDev(c.length) AS deviation, percentileDisc(c.length, 0.9) AS high ORDER BY browser
