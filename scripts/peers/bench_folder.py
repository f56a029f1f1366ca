"""The bench beside this project: where it is, its data, and a Python with the engines it compares with."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BENCH = Path(os.environ.get("CQCQ_BENCH", ROOT.parent / "shared" / "bench"))
SOCIAL = ROOT / "Benchmarks" / "Social"
PYTHON = ROOT / ".venv" / "bin" / "python"
PROGRAM = Path(os.environ.get("CQCQ_PROGRAM", ROOT / ".build" / "release" / "cqcq")).absolute()
NAMES = {"exe": "cqcq", "duckdb": "DuckDB", "kuzu": "Kùzu", "ladybug": "LadybugDB", "sqlite": "SQLite", "polars": "Polars"}


def missing():
    """Why nothing can be compared; None where it can."""
    if not (BENCH / "generate.py").exists():
        return f"there is no bench in {os.path.relpath(BENCH, ROOT)}; $CQCQ_BENCH may name its folder"
    if not PROGRAM.exists():
        return "the program is not built: make build"
    return None


def install(packages):
    """Those of the packages, from PyPI into .venv, that are there afterwards."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", ROOT / ".venv"], check=True)
    held = []
    for name in packages:
        importable = [PYTHON, "-c", f"import {name}"]
        if subprocess.run(importable, capture_output=True).returncode:
            subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name], capture_output=True)
        if subprocess.run(importable, capture_output=True).returncode == 0:
            held.append(name)
    return held


def run_with_peers():
    """Runs the script again under the Python of .venv."""
    if Path(sys.prefix) != ROOT / ".venv":
        os.execv(PYTHON, [str(PYTHON), *sys.argv])


def data(scale, seed=None):
    """The folder of CSV files of a scale, made where it is not there yet."""
    folder = Path(os.environ.get("CQCQ_BENCH_DATA", ROOT / ".build" / "bench")) / (f"sf{scale}" + (f"-{seed}" if seed else ""))
    if not (folder / "schema.json").exists():
        command = [sys.executable, BENCH / "generate.py", "--sf", scale, "--out", folder]
        subprocess.run([*command, *(["--seed", str(seed)] if seed else [])], check=True, stdout=subprocess.DEVNULL)
    return folder


def social_data(scale):
    """As `data`, of the social graph."""
    folder = Path(os.environ.get("CQCQ_BENCH_DATA", ROOT / ".build" / "bench")) / f"social{scale}"
    if not (folder / "schema.json").exists():
        subprocess.run([sys.executable, SOCIAL / "generate.py", "--sf", scale, "--out", folder], check=True, stdout=subprocess.DEVNULL)
    return folder


def schema(folder):
    return json.loads((folder / "schema.json").read_text())


def question(path):
    """The text of a query of the bench without its comment lines."""
    return "\n".join(line for line in path.read_text().splitlines() if not line.startswith("//")).strip()
