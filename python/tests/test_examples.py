"""The examples of docs/analysts.md, in order, each run as it stands there."""

import re
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "analysts.md"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)


def test_python(monkeypatch, tmp_path):
    for package in ("pandas", "polars", "duckdb"):
        pytest.importorskip(package)
    monkeypatch.chdir(tmp_path)
    variables = {}
    found = blocks("python")
    assert len(found) >= 5
    for block in found:
        exec(compile(block, str(DOCUMENT), "exec"), variables)


def test_notebook():
    shell = pytest.importorskip("IPython.testing.globalipapp").get_ipython()
    found = blocks("ipython")
    assert len(found) >= 4
    for block in found:
        result = shell.run_cell(block)
        result.raise_error()
