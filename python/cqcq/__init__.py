"""Query English care regulation: rows of `cqcq` as Python values.

>>> import cqcq
>>> cqcq.query("RETURN date('2021-07-28') AS day, $n * 2 AS twice", n=21)[0]
{'day': datetime.date(2021, 7, 28), 'twice': 42}
"""

from __future__ import annotations

import atexit
import importlib.metadata
import pathlib
import threading
from typing import Any

from ._result import Result
from ._session import Error, ProgramError, QueryError, Session
from ._values import Duration, Node, Path, Relationship, Temporal

__all__ = [
    "Duration", "Error", "Node", "Path", "ProgramError", "QueryError", "Relationship", "Result", "Session", "Temporal", "close", "connect", "query",
]


def _version() -> str:
    """That of the installed package, or of the repository that it is imported from."""
    try:
        return importlib.metadata.version("cqcq")
    except importlib.metadata.PackageNotFoundError:
        return (pathlib.Path(__file__).parent.parent / "VERSION").read_text().strip()


__version__ = _version()

_default: Session | None = None
_lock = threading.Lock()


def connect(**options: Any) -> Session:
    """A session of its own, with the options of `Session`: load, workspace, kb, as_of, allow_files and others."""
    return Session(**options)


def query(text: str, /, **params: Any) -> Result:
    """Rows of a query or command over the built-in knowledge base, by a program that is started once and kept open."""
    global _default
    with _lock:
        if _default is None or _default.closed:
            _default = Session()
            atexit.register(_default.close)
        session = _default
    return session.query(text, **params)


def close() -> None:
    """Ends the program behind `query`; the next query starts it anew."""
    with _lock:
        if _default is not None:
            _default.close()


def load_ipython_extension(ipython: Any) -> None:
    """`%load_ext cqcq` makes the magics %cqcq and %%cqcq."""
    from ._magic import register

    register(ipython)
