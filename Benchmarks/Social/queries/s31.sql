SELECT browser, quantile_cont(length, 0.5), stddev_samp(length), quantile_disc(length, 0.9) FROM Comment GROUP BY browser ORDER BY browser
