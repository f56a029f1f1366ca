"""The rows of an answer."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Iterator, overload

if TYPE_CHECKING:
    import pandas
    import polars


class Result(Sequence[dict[str, Any]]):
    """Rows, each a dict by column, in order. `columns` has the names, also where there is no row."""

    def __init__(self, columns: list[str], rows: list[list[Any]]) -> None:
        self.columns = columns
        self._rows = rows

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(index, slice):
            return [dict(zip(self.columns, row)) for row in self._rows[index]]
        return dict(zip(self.columns, self._rows[index]))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row)) for row in self._rows)

    def __repr__(self) -> str:
        return f"<cqcq.Result: {len(self)} row{'' if len(self) == 1 else 's'} of {', '.join(self.columns)}>"

    def column(self, name: str) -> list[Any]:
        """The values of one column. Raises KeyError."""
        if name not in self.columns:
            raise KeyError(name)
        index = self.columns.index(name)
        return [row[index] for row in self._rows]

    def to_pandas(self) -> "pandas.DataFrame":
        """A DataFrame. Columns of dates and times become datetime64, those of durations timedelta64, integers with gaps Int64."""
        import datetime

        import pandas

        frame = pandas.DataFrame(self._rows, columns=self.columns, dtype=object)
        for index, name in enumerate(self.columns):
            kinds = {type(row[index]) for row in self._rows} - {type(None)}
            series: Any = frame.iloc[:, index]
            changed: Any
            if kinds == {int}:
                changed = series.astype("Int64" if series.isna().any() else "int64")
            elif kinds and kinds <= {int, float}:
                changed = series.astype("float64")
            elif kinds == {bool}:
                changed = series.astype("boolean" if series.isna().any() else "bool")
            elif kinds in ({datetime.date}, {datetime.datetime}):
                try:
                    changed = pandas.to_datetime(series)
                except (ValueError, OverflowError):
                    continue
            elif kinds == {datetime.timedelta}:
                changed = pandas.to_timedelta(series)
            else:
                continue
            frame.isetitem(index, changed)
        return frame

    def to_polars(self) -> "polars.DataFrame":
        """A polars DataFrame; nodes and relationships become structs of their fields."""
        import polars

        columns = {}
        for index, name in enumerate(self.columns):
            values = [_plain(row[index]) for row in self._rows]
            try:
                columns[name] = polars.Series(name, values, strict=False)
            except Exception:
                columns[name] = polars.Series(name, values, dtype=polars.Object)
        return polars.DataFrame(columns)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        rows = "".join("<tr>" + "".join(f"<td>{html.escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>" for row in self._rows[:100])
        more = f"<p>{len(self)} rows</p>" if len(self) > 100 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _plain(value: Any) -> Any:
    from ._values import Duration, Node, Path, Relationship

    if isinstance(value, Node):
        return {"key": value.key, "labels": list(value.labels), **{name: _plain(item) for name, item in value.properties.items()}}
    if isinstance(value, Relationship):
        return {"key": value.key, "type": value.type, "start": value.start, "end": value.end, **{name: _plain(item) for name, item in value.properties.items()}}
    if isinstance(value, (Path, Duration)):
        return str(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
