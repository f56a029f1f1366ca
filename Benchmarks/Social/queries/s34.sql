SELECT id, created, length, text FROM Comment
