// values and rows in text formats
