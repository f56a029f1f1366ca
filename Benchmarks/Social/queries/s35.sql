SELECT count(*) FROM (SELECT DISTINCT l.src, p.src FROM LIKES l JOIN POSTED p ON p.dst = l.dst)
