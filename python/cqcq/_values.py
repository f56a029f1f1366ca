"""Values of the query language as values of Python, and back."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass, field
from typing import Any, Mapping

try:
    from zoneinfo import ZoneInfo
except ImportError:  # pragma: no cover
    ZoneInfo = None  # type: ignore[assignment,misc]


class Temporal(str):
    """A date or time that Python cannot hold: years beyond 9999, nanoseconds. It is the text of the query language, and
    `kind` says which type it is of."""

    kind: str

    def __new__(cls, text: str, kind: str) -> "Temporal":
        made = super().__new__(cls, text)
        made.kind = kind
        return made


@dataclass(frozen=True)
class Duration:
    """A duration that is no `datetime.timedelta`, since it has months, which differ in length, or nanoseconds."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    nanoseconds: int = 0


@dataclass(frozen=True)
class Node:
    """A node. Its `key` tells it from others in one session; `node["title"]` is a property, None where there is none."""

    key: int
    labels: tuple[str, ...]
    properties: Mapping[str, Any] = field(compare=False)

    def __getitem__(self, name: str) -> Any:
        return self.properties.get(name)


@dataclass(frozen=True)
class Relationship:
    """A relationship between the nodes whose keys are `start` and `end`."""

    key: int
    type: str
    start: int
    end: int
    properties: Mapping[str, Any] = field(compare=False)

    def __getitem__(self, name: str) -> Any:
        return self.properties.get(name)


@dataclass(frozen=True)
class Path:
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


# From the program.

_FLOATS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def decode(value: Any) -> Any:
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        key, inner = next(iter(value.items()))
        if key.startswith("$"):
            return _TAGS[key](inner)
    return {key: decode(item) for key, item in value.items()}


def _map(inner: dict[str, Any]) -> dict[str, Any]:
    return {key: decode(item) for key, item in inner.items()}


def _node(inner: dict[str, Any]) -> Node:
    return Node(inner["id"], tuple(inner["labels"]), _map(inner["properties"]))


def _relationship(inner: dict[str, Any]) -> Relationship:
    return Relationship(inner["id"], inner["type"], inner["start"], inner["end"], _map(inner["properties"]))


def _path(inner: list[Any]) -> Path:
    parts = [decode(part) for part in inner]
    return Path(tuple(parts[::2]), tuple(parts[1::2]))


def _duration(inner: dict[str, int]) -> Any:
    duration = Duration(**inner)
    if duration.months == 0 and duration.nanoseconds % 1000 == 0:
        try:
            return datetime.timedelta(days=duration.days, seconds=duration.seconds, microseconds=duration.nanoseconds // 1000)
        except OverflowError:
            pass
    return duration


def _temporal(kind: str, text: str) -> Any:
    """The value of datetime, where it can hold the text as it is."""
    plain, zone = text, None
    named = re.search(r"\[([^\]]+)\]$", text)
    if named:
        plain = text[: named.start()]
        if ZoneInfo is not None:
            try:
                zone = ZoneInfo(named[1])
            except Exception:
                return Temporal(text, kind)
    plain = plain[:-1] + "+00:00" if plain.endswith("Z") else plain
    fraction = re.search(r"\.(\d+)", plain)
    if fraction:
        if fraction[1][6:].strip("0"):
            return Temporal(text, kind)
        plain = plain[: fraction.start()] + "." + fraction[1][:6].ljust(6, "0") + plain[fraction.end() :]
    try:
        if kind == "date":
            return datetime.date.fromisoformat(plain)
        if kind in ("localtime", "time"):
            return datetime.time.fromisoformat(plain)
        moment = datetime.datetime.fromisoformat(plain)
        if zone is None:
            return moment
        inZone = moment.astimezone(zone)
        # A zone whose rules differ here from those of the program.
        return inZone if inZone.utcoffset() == moment.utcoffset() else moment
    except ValueError:
        return Temporal(text, kind)


_TAGS: dict[str, Any] = {
    "$node": _node, "$relationship": _relationship, "$path": _path, "$map": _map, "$duration": _duration, "$float": lambda text: _FLOATS[text],
    **{f"${kind}": (lambda text, kind=kind: _temporal(kind, text)) for kind in ("date", "localtime", "time", "localdatetime", "datetime")},
}


# To the program.


def encode(value: Any) -> Any:
    """As JSON that keeps the types. Raises TypeError and OverflowError for what the query language does not have."""
    if value is None or isinstance(value, (bool, str)) and not isinstance(value, Temporal):
        return value
    if isinstance(value, Temporal):
        return {f"${value.kind}": str(value)}
    if isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise OverflowError(f"{value} does not fit into an integer of 64 bits")
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$float": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            return {"$localdatetime": value.isoformat()}
        name = getattr(value.tzinfo, "key", None)
        return {"$datetime": value.isoformat() + (f"[{name}]" if name and name != "UTC" else "")}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, datetime.time):
        return {"$localtime" if value.tzinfo is None else "$time": value.isoformat()}
    if isinstance(value, datetime.timedelta):
        return _period(0, value.days, value.seconds, value.microseconds * 1000)
    if isinstance(value, Duration):
        return _period(value.months, value.days, value.seconds, value.nanoseconds)
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, (set, frozenset)):
        raise TypeError("a set has no order: pass a list")
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"keys of maps are strings, not {type(key).__name__}")
        entries = {key: encode(item) for key, item in value.items()}
        return {"$map": entries} if any(key.startswith("$") for key in entries) else entries
    # Numbers of numpy and pandas, and their arrays.
    if hasattr(value, "tolist"):
        return encode(value.tolist())
    raise TypeError(f"a parameter cannot be of type {type(value).__name__}")


def _period(months: int, days: int, seconds: int, nanoseconds: int) -> dict[str, str]:
    whole, rest = divmod(seconds * 1_000_000_000 + nanoseconds, 1_000_000_000)
    if whole < 0 and rest:
        whole, rest = whole + 1, rest - 1_000_000_000
    sign = "-" if whole == 0 and rest < 0 else ""
    return {"$duration": f"P{months}M{days}DT{sign}{whole}.{abs(rest):09d}S"}
