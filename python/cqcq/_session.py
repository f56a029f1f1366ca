"""One `cqcq` that is kept open, asked over its standard input and output."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from collections import deque
from typing import Any

from ._result import Result
from ._values import decode, encode


class Error(Exception):
    """Something that cqcq refused or could not do."""


class ProgramError(Error):
    """The program is not there, or it ended."""


class QueryError(Error):
    """A statement that is wrong or failed. `line` and `column` count from 1 and are None where the error has no place."""

    def __init__(self, faults: list[dict[str, Any]], text: str) -> None:
        first = faults[0] if faults else {}
        self.faults = faults
        self.code: str = first.get("code", "Error")
        self.message: str = first.get("message", "the statement failed")
        self.hint: str | None = first.get("hint")
        self.line: int | None = first.get("line")
        self.column: int | None = first.get("column")
        self.end_line: int | None = first.get("endLine")
        self.end_column: int | None = first.get("endColumn")
        super().__init__(self._words(text))

    def _words(self, text: str) -> str:
        place = f"{self.line}:{self.column}: " if self.line else ""
        words = f"{place}{self.message} [{self.code}]"
        lines = text.split("\n")
        if self.line and self.column and self.line <= len(lines):
            words += f"\n  {lines[self.line - 1]}\n  {' ' * (self.column - 1)}^"
        return words + (f"\nhint: {self.hint}" if self.hint else "")


class Session:
    """A knowledge base being asked. Safe to share between threads, which wait for one another.

    program: the program; otherwise $CQCQ_PROGRAM, or `cqcq` on the PATH
    load: a snapshot or folder of CSV files to ask in place of the knowledge base, such as that of `cqcq directory load`
    workspace: a file that keeps what is written
    kb: a folder in place of the built-in knowledge base
    as_of, known_on: a day, as a date or text; as_of may be "all"
    allow_files: a folder that LOAD CSV and LOAD TABLE may read
    read_only, safe: refuse to write; refuse files and other programs too
    timeout: seconds that a statement may take
    max_memory: `500M`, `2G`
    """

    def __init__(
        self, *, program: str | None = None, load: str | os.PathLike[str] | None = None, workspace: str | os.PathLike[str] | None = None,
        kb: str | os.PathLike[str] | None = None, as_of: Any = None, known_on: Any = None, allow_files: str | os.PathLike[str] | None = None,
        read_only: bool = False, safe: bool = False, timeout: float | None = None, max_memory: str | None = None,
    ) -> None:
        found = program or os.environ.get("CQCQ_PROGRAM") or shutil.which("cqcq")
        if found is None:
            raise ProgramError("the program cqcq is not on the PATH; CQCQ_PROGRAM can name it")
        words = [str(found), "--requests", "--no-config"]
        for option, value in [("--load", load), ("--workspace", workspace), ("--kb", kb), ("--as-of", as_of), ("--known-on", known_on), ("--allow-files", allow_files),
                ("--max-memory", max_memory)]:
            if value is not None:
                words += [option, os.fspath(value) if isinstance(value, os.PathLike) else str(value)]
        if timeout is not None:
            words += ["--timeout", f"{max(1, round(timeout * 1000))}ms"]
        words += [option for option, isGiven in [("--read-only", read_only), ("--safe", safe)] if isGiven]
        self._lock = threading.Lock()
        self._said: deque[str] = deque(maxlen=50)
        try:
            self._process: subprocess.Popen[bytes] | None = subprocess.Popen(
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except OSError as error:
            raise ProgramError(f"{found} cannot be started: {error.strerror}") from error
        # Notes and warnings are read all along, so that they never fill their pipe.
        self._listener = threading.Thread(target=self._listen, args=(self._process.stderr,), daemon=True)
        self._listener.start()

    def _listen(self, pipe: Any) -> None:
        for line in pipe:
            self._said.append(line.decode("utf-8", "replace").rstrip("\n"))
        pipe.close()

    @property
    def closed(self) -> bool:
        return self._process is None

    def query(self, text: str, /, **params: Any) -> Result:
        """Rows of one query or command. Values come in as parameters, `$name` in the text, and never as part of the text.

        Raises QueryError with the place of the error, ProgramError, and TypeError or OverflowError for a parameter of another type."""
        request = _json({"statement": text, "parameters": {name: encode(value) for name, value in params.items()}})
        with self._lock:
            process = self._process
            if process is None or process.stdin is None or process.stdout is None:
                raise ProgramError("the session is closed")
            try:
                process.stdin.write(request.encode() + b"\n")
                process.stdin.flush()
                return self._answer(process, text)
            except OSError as error:
                raise self._ended() from error
            except BaseException as error:
                # Half an answer would be taken for the next one.
                if not isinstance(error, QueryError):
                    self._end()
                raise

    def _answer(self, process: subprocess.Popen[bytes], text: str) -> Result:
        columns: list[str] = []
        rows: list[list[Any]] = []
        assert process.stdout is not None
        while line := process.stdout.readline():
            part = json.loads(line)
            if isinstance(part, list):
                rows.append([decode(value) for value in part])
            elif "columns" in part:
                columns = part["columns"]
            elif "error" in part:
                raise QueryError(part["error"], text)
            else:
                return Result(columns, rows)
        raise self._ended()

    def _ended(self) -> ProgramError:
        process = self._process
        code = process.wait(timeout=10) if process else None
        self._listener.join(timeout=2)
        said = "\n".join(self._said)
        self._end()
        return ProgramError(f"cqcq ended with {code}" + (f":\n{said}" if said else ""))

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                pass
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def close(self) -> None:
        """Ends the program."""
        with self._lock:
            self._end()

    @property
    def messages(self) -> list[str]:
        """The last notes and warnings of the program."""
        return list(self._said)

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


# What JSON may hold as it stands and YAML may not.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("a text holds half a surrogate pair, which is not a character")
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
