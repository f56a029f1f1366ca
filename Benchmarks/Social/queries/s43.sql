SELECT sum(r.weight * s.weight), count(*) FROM KNOWS r JOIN KNOWS s ON s.src = r.dst WHERE r.src <> s.dst
