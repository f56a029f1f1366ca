SELECT count(*) FROM LIVES_IN a JOIN Person p ON p.id = a.src JOIN LIVES_IN b ON b.dst = a.dst JOIN Person o ON o.id = b.src WHERE o.height > p.height
