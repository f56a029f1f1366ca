WITH reduce(n = 0, o IN $outcome | n + o.total) AS total, reduce(n = 0, o IN $outcome | n + o.survives) AS survives,
     reduce(n = 0, o IN $outcome | n + o.weakens) AS weakens, reduce(n = 0, o IN $outcome | n + o.splits) AS splits,
     reduce(n = 0, o IN $outcome | n + o.orphaned) AS orphaned, reduce(n = 0, o IN $arrival | n + o.total) AS all_new,
     reduce(n = 0, o IN $arrival | n + o.new) AS new, reduce(n = 0, o IN $arrival | n + o.merges) AS merges
UNWIND [
  CASE WHEN total > 0 THEN 'Of ' + toString(total) + ' of the older, ' + toString(survives) + ' survive, ' + toString(weakens) + ' weaken, '
                           + toString(splits) + ' split and ' + toString(orphaned) + ' are orphaned.' END,
  CASE WHEN all_new > 0 THEN 'Of ' + toString(all_new) + ' of the newer, ' + toString(merges) + ' merge two or more of the older and '
                             + toString(new) + ' are new.' END] AS text
WITH text WHERE text IS NOT NULL
RETURN text
