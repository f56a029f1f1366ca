UNWIND $things AS t RETURN t.title + ' ' + t.kind AS text
