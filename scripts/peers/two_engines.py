"""The same questions here and in another engine through our SQL, and whether the answers are the same."""

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench_folder
from bench_folder import BENCH, PROGRAM, ROOT

MARK = "the next query"


def bench_questions():
    """Names, what they are about and texts of the bench's queries."""
    found = []
    for path in sorted((BENCH / "queries").glob("q[0-9][0-9].cypher")):
        found.append((path.stem, path.read_text().splitlines()[0].removeprefix("// "), bench_folder.question(path)))
    return found


def report_questions():
    """Names and texts of queries out of the reports, each with parameters."""
    none = {"key_question": None, "framework": None, "sector": None}
    asked = [
        ("changes/frameworks", none | {"from": "2020-01-01", "to": "2026-01-01"}),
        ("changes/frameworks", none | {"from": "2010-01-01", "to": "2024-01-01", "key_question": "kq:W"}),
        ("changes/inside", none | {"key_question": "kq:W"}),
        ("changes/inside", none | {"key_question": "kq:S"}),
        ("transition/frameworks", {"from": "fw:ASC-2017", "to": "fw:SAF-2023"}),
        ("brief/draft-rows", none | {"as_of": "2026-11-01"}),
        ("brief/draft-rows", none | {"as_of": "2026-11-01", "key_question": "kq:W"}),
        ("gaps/refuse", none | {"framework": "fw:HC-2018"}),
        ("transition/refuse", none | {"from": "fw:HC-2018", "to": "fw:SAF-2023"}),
        ("changes/inside", none | {"framework": "fw:SAF-2023"}),
    ]
    found = []
    for number, (name, values) in enumerate(asked, 1):
        text = bench_folder.question(ROOT / "kb" / "reports" / f"{name}.cypher")
        for key, day in values.items():
            if re.fullmatch(r"\d{4}-\d\d-\d\d", day or ""):
                # --param gives text, and this is a date.
                text = re.sub(rf"\${key}\b", f"date('{day}')", text)
        found.append((f"{name} {number}", text, values))
    return found


def options(parameters):
    return [word for name, value in parameters.items() for word in ("--param", f"{name}={'null' if value is None else value}")]


def said(dialect, folder, query, parameters={}):
    """A query in SQL that gives rows of JSON."""
    command = [PROGRAM, "sql", "--dialect", dialect, "--json", "--load", folder, *options(parameters), query]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().removesuffix(";")


def schema(dialect, folder):
    """The statements that make the tables of a folder; none has a line end within quotes."""
    text = subprocess.run([PROGRAM, "sql", "--dialect", dialect, "--schema", folder], check=True, capture_output=True, text=True).stdout
    return [statement for statement in text.split(";\n") if statement.strip()]


def ours(folder, queries, parameters={}):
    """Rows and milliseconds of each query here, asked in one process one after another."""
    with tempfile.NamedTemporaryFile("w", suffix=".cypher") as script:
        script.write("".join(f"RETURN '{MARK}' AS mark;\n{query};\n" for query in queries))
        script.flush()
        command = [PROGRAM, "--no-config", "--load", folder, "--format", "jsonl", "--timer", *options(parameters), "-f", script.name]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    parts = re.split(r'^\{"mark": ?"' + MARK + r'"\}\n', done.stdout, flags=re.M)[1:]
    times = [float(time) * {"ms": 1, "s": 1000}[unit] for time, unit in re.findall(r"time: ([\d.]+) (ms|s)", done.stderr)][1::2]
    return [([list(json.loads(line).values()) for line in part.splitlines()], time) for part, time in zip(parts, times, strict=True)]


def spelled(rows, ordered):
    """One spelling for equal answers: floats to nine digits."""
    def value(item):
        if isinstance(item, float):
            return f"float {item:.9g}"
        if isinstance(item, list):
            return [value(part) for part in item]
        return item
    lines = [json.dumps([value(item) for item in row], sort_keys=True) for row in rows]
    return lines if ordered else sorted(lines)


def agree(query, mine, theirs):
    ordered = "ORDER BY" in re.sub(r"\{[^{}]*\}", "", query).rsplit("RETURN", 1)[-1]
    rows = [list(json.loads(line).values()) for line in theirs]
    return spelled(mine, ordered) == spelled(rows, ordered)


def duration(seconds):
    """To two digits, in the unit that fits."""
    digits = f"{seconds:.2g}" if seconds >= 1 else f"{seconds * 1000:.2g}"
    return f"{float(digits):g} {'s' if seconds >= 1 else 'ms'}"


PAGES = [ROOT / "docs" / name for name in ("beyond.md", "performance.md")]


def page(mark):
    """The page that has a place for the text, or None."""
    return next((page for page in PAGES if f"<!-- {mark} -->\n" in page.read_text()), None)


def read(mark):
    """The text between the marks."""
    return page(mark).read_text().split(f"<!-- {mark} -->\n", 1)[1].split(f"\n<!-- end of {mark} -->", 1)[0]


def write(mark, text):
    """Puts a text between the marks of its page."""
    place = page(mark)
    before, rest = place.read_text().split(f"<!-- {mark} -->\n")
    place.write_text(before + f"<!-- {mark} -->\n" + text + f"\n<!-- end of {mark} -->" + rest.split(f"<!-- end of {mark} -->", 1)[1])
