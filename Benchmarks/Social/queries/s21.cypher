// texts by a pattern
MATCH (p:Post) WHERE p.text =~ '.*(harbour|lantern) [a-m].*' RETURN count(*) AS n
