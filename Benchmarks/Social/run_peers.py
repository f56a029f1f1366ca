#!/usr/bin/env python3
"""The bench's runner over the queries of this folder: with dates and empty cells, which the bench's own graph does not have."""

import csv
import os
from pathlib import Path

SHARED = Path(os.environ.get("CQCQ_BENCH", Path(__file__).resolve().parents[3] / "shared" / "bench")) / "run_peers.py"
DEFINITIONS, LAST_LINE = SHARED.read_text().rstrip().rsplit("\n", 1)
# The runner takes its own place, where it finds queries and itself, from `__file__`.
exec(compile(DEFINITIONS, SHARED, "exec"))
SQLT["DATE"] = "DATE"


def cell(value):
    """A value as it is compared. The last digits of a sum of many floats depend on the order in which they are added."""
    if value is None or value == "":
        return ""
    try:
        return f"{float(value):.11g}"
    except (TypeError, ValueError):
        return str(value)


def typed(path, cols):
    converters = [{"INT64": int, "DOUBLE": float}.get(kind, str) for _, kind in cols]
    with open(path, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            yield tuple(None if cell == "" else convert(cell) for convert, cell in zip(converters, row))


exec(LAST_LINE)
