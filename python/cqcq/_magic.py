"""%cqcq and %%cqcq in notebooks.

    %%cqcq [NAME <<] [--load FILE] [--workspace FILE]
    MATCH (s:QualityStatement {code: $code}) RETURN s.title

`$code` is the variable `code` of the notebook. The rows are a pandas DataFrame where pandas is installed; NAME << keeps them."""

from __future__ import annotations

import argparse
import re
import shlex
from typing import Any

from ._session import Error, Session

_sessions: dict[tuple[str | None, str | None], Session] = {}
_NAME = re.compile(r"\$(?:`([^`]+)`|([A-Za-z_]\w*))")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise Error(f"{message}\n{self.format_usage()}")


def run(line: str, cell: str | None, variables: dict[str, Any]) -> tuple[str | None, Any]:
    """The name to keep the rows under, or None, and the rows."""
    parser = _Parser(prog="%%cqcq", add_help=False)
    parser.add_argument("--load")
    parser.add_argument("--workspace")
    name = None
    options = argparse.Namespace(load=None, workspace=None)
    if cell is None:
        text = line
    else:
        words = shlex.split(line)
        if len(words) > 1 and words[1] == "<<":
            name, words = words[0], words[2:]
        options = parser.parse_args(words)
        text = cell
    key = (options.load, options.workspace)
    if key not in _sessions or _sessions[key].closed:
        _sessions[key] = Session(load=options.load, workspace=options.workspace)
    wanted = {quoted or plain for quoted, plain in _NAME.findall(text)}
    result = _sessions[key].query(text.strip(), **{word: variables[word] for word in wanted if word in variables})
    try:
        import pandas  # noqa: F401
    except ImportError:
        return name, result
    return name, result.to_pandas()


def register(ipython: Any) -> None:
    def magic(line: str, cell: str | None = None) -> Any:
        try:
            name, rows = run(line, cell, ipython.user_ns)
        except Error as error:
            # The place of the error matters, not the way through this package.
            print(f"error: {error}")
            return None
        if name is None:
            return rows
        ipython.user_ns[name] = rows
        return None

    ipython.register_magic_function(magic, "line_cell", "cqcq")
