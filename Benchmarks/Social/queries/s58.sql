SELECT count(DISTINCT m.dst) FROM POSTED m JOIN REPLY_TO r ON r.dst = m.dst JOIN WROTE w ON w.dst = r.src AND w.src = m.src
