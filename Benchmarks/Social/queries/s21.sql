SELECT count(*) FROM Post WHERE regexp_full_match(text, '.*(harbour|lantern) [a-m].*')
