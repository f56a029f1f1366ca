SELECT count(*) FROM KNOWS x JOIN KNOWS y ON y.src = x.dst JOIN KNOWS z ON z.src = y.dst AND z.dst = x.src
