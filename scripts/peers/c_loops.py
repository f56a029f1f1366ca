"""Plain C loops over the columns of the bench's graph, beside which the program's queries stand in docs/performance.md."""

import csv
import os
import shutil
import subprocess
import tempfile
from array import array
from pathlib import Path

from bench_folder import ROOT

SOURCE = ROOT / "Benchmarks" / "Loops" / "loops.c"


def rows(data, name):
    with open(data / f"{name}.csv", newline="") as file:
        yield from csv.DictReader(file)


def columns(data):
    """Each column by name; nodes are numbered by label in the order of their files."""
    locations = {row["id"]: (number, row["region"]) for number, row in enumerate(rows(data, "nodes_Location"))}
    statements = {row["id"]: (number, row["weight"]) for number, row in enumerate(rows(data, "nodes_QualityStatement"))}
    questions = {row["id"]: number for number, row in enumerate(rows(data, "nodes_KeyQuestion"))}
    under = {row["src"]: questions[row["dst"]] for row in rows(data, "rels_UNDER")}
    regions = sorted({region for _, region in locations.values()})
    scored = sorted((locations[row["src"]][0], statements[row["dst"]][0], int(row["score"])) for row in rows(data, "rels_SCORED"))
    return {
        "location": array("i", (row[0] for row in scored)), "statement": array("i", (row[1] for row in scored)),
        "score": array("q", (row[2] for row in scored)),
        "region": array("i", (regions.index(region) for _, region in locations.values())),
        "question": array("i", (under[id] for id in statements)),
        "weight": array("q", (int(weight) for _, weight in statements.values())),
    }


def measure(data):
    """Milliseconds by loop, `rows`, and reading a GiB on one core and on all; nothing without a C compiler."""
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("clang")
    if not compiler:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name, values in columns(data).items():
            (folder / name).write_bytes(values.tobytes())
        subprocess.run([compiler, "-O3", "-pthread", SOURCE, "-o", folder / "loops"], check=True)
        text = subprocess.run([folder / "loops", folder], check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in map(str.split, text.splitlines())}
