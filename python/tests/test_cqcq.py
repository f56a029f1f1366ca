import datetime
import math
import os
import subprocess
import sys
import threading
from zoneinfo import ZoneInfo

import pytest

import cqcq


@pytest.fixture(scope="module")
def session():
    with cqcq.connect() as opened:
        yield opened


def one(session, text, **params):
    rows = session.query(text, **params)
    assert len(rows) == 1
    return list(rows[0].values())[0]


@pytest.mark.parametrize(
    "text, value",
    [
        ("null", None), ("true", True), ("1", 1), ("1.0", 1.0), ("'a'", "a"), ("9223372036854775807", 2**63 - 1),
        ("[1, null, 'x']", [1, None, "x"]), ("{a: 1, b: [date('2021-07-28')]}", {"a": 1, "b": [datetime.date(2021, 7, 28)]}),
        ("{`$date`: 1}", {"$date": 1}), ("{`$x`: {`$date`: 'y'}}", {"$x": {"$date": "y"}}),
        ("date('2021-07-28')", datetime.date(2021, 7, 28)), ("localtime('09:30:01.5')", datetime.time(9, 30, 1, 500000)),
        ("time('09:30+01:00')", datetime.time(9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))),
        ("localdatetime('2021-07-28T09:30')", datetime.datetime(2021, 7, 28, 9, 30)),
        ("datetime('2021-07-28T09:30Z')", datetime.datetime(2021, 7, 28, 9, 30, tzinfo=datetime.timezone.utc)),
        ("datetime('2021-07-28T09:30[Europe/London]')", datetime.datetime(2021, 7, 28, 9, 30, tzinfo=ZoneInfo("Europe/London"))),
        ("duration('P2DT3H')", datetime.timedelta(days=2, hours=3)), ("duration('-PT0.5S')", datetime.timedelta(seconds=-0.5)),
        ("duration('P1M2D')", cqcq.Duration(months=1, days=2)), ("duration.inDays(date('2021-07-28'), date('2021-08-01'))", datetime.timedelta(days=4)),
    ],
)
def test_values_have_types(session, text, value):
    got = one(session, f"RETURN {text} AS x")
    assert got == value and type(got) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -5, 2**63 - 1, -(2**63), 1.5, 1e300, 5e-324, "", "1", "true", "null", "~", "2021-07-28", "a'b\"c\\d", "; MATCH (n) DETACH DELETE n", "line\nline\r\n",
        "tab\t", "\x00\x7f\x85\u2028\ufeff", "żółć", "😀", "{}", "[1", "# no comment", "- a", "x" * 100_000, [], [1, [2, None]], {}, {"a": {"b": 1}}, {"$date": "2021"}, {"a b: c": "- d"},
        datetime.date(2021, 7, 28), datetime.time(9, 30, 1, 250000), datetime.datetime(2021, 7, 28, 9, 30), datetime.timedelta(days=-3, hours=4, microseconds=5),
        datetime.timedelta(microseconds=-1), datetime.datetime(2021, 7, 28, 9, 30, tzinfo=datetime.timezone.utc),
        datetime.datetime(2021, 1, 28, 9, 30, tzinfo=ZoneInfo("Europe/London")), datetime.time(9, 30, tzinfo=datetime.timezone.utc), cqcq.Duration(1, 2, 3, 4), math.inf,
    ],
    ids=lambda value: repr(value)[:30],
)
def test_parameters_come_back_as_they_were(session, value):
    got = one(session, "RETURN $x AS x", x=value)
    assert got == value and type(got) is type(value)
    assert one(session, "RETURN $x AS x", x=[value]) == [value]


def test_not_a_number(session):
    assert math.isnan(one(session, "RETURN $x AS x", x=math.nan))


def test_what_python_cannot_hold(session):
    exact = one(session, "RETURN localtime('09:30:01.000000001') AS x")
    assert exact == "09:30:01.000000001" and exact.kind == "localtime"
    assert one(session, "RETURN $x = localtime('09:30:01.000000001') AS x", x=exact) is True


def test_graph(session):
    row = session.query("MATCH p = (s:QualityStatement {code: 'W3'})-[r:ANSWERS]->(k) RETURN s, r, k, p")[0]
    assert set(row["s"].labels) == {"QualityStatement", "Criterion"} and row["s"]["code"] == "W3" and row["s"]["nothing"] is None
    assert (row["r"].type, row["r"].start, row["r"].end) == ("ANSWERS", row["s"].key, row["k"].key)
    assert row["p"].nodes == (row["s"], row["k"]) and row["p"].relationships == (row["r"],)


def test_commands_and_lines(session):
    gaps = session.query("gaps well-led")
    assert len(gaps) == 8 and "code" in gaps.columns
    assert session.query("RETURN 1 AS a, // a note\n  2 AS b\n").columns == ["a", "b"]
    assert session.query("MATCH (n:Nothing) RETURN n.x AS x").columns == ["x"]
    assert len(session.query("UNWIND range(1, 20000) AS n RETURN n")) == 20000


def test_values_are_no_text(session):
    hostile = "x' RETURN 1 AS y //"
    assert one(session, "RETURN $name AS x", name=hostile) == hostile
    assert session.query("MATCH (n {code: $code}) RETURN count(n) AS n", code="W3' OR 1 = 1")[0]["n"] == 0
    # A second statement within the text is refused, and so is what is not a query.
    for text in ["RETURN 1 AS a; RETURN 2 AS b", ":quit", ":shell ls", "", "RETURN 1 AS a\n;\ngaps well-led"]:
        with pytest.raises(cqcq.QueryError, match="NotOneStatement"):
            session.query(text)
    assert one(session, "RETURN 1 AS a;") == 1


def test_errors_have_places(session):
    with pytest.raises(cqcq.QueryError) as caught:
        session.query("RETURN 1 AS a,\n  b")
    error = caught.value
    assert (error.code, error.line, error.column, error.end_column) == ("UndefinedVariable", 2, 3, 4)
    assert "variable `b` is not defined" in str(error) and "  b\n    ^" in str(error)
    with pytest.raises(cqcq.QueryError, match="ParameterMissing|MissingParameter"):
        session.query("RETURN $nobody")
    with pytest.raises(cqcq.QueryError) as caught:
        session.query("UNWIND [1, 0] AS n RETURN 1 / n AS x")
    assert caught.value.line == 1
    assert one(session, "RETURN 1 AS a") == 1


@pytest.mark.parametrize("value, kind", [({1}, TypeError), (object(), TypeError), ({1: 2}, TypeError), (2**63, OverflowError), ("\ud800", ValueError)])
def test_other_parameters_are_refused(session, value, kind):
    with pytest.raises(kind):
        session.query("RETURN $x AS x", x=value)
    assert one(session, "RETURN 1 AS a") == 1


def test_threads_take_turns(session):
    answers = []
    def ask(number):
        answers.append((number, [row["n"] for row in session.query("UNWIND range(1, 50) AS n RETURN n * $f AS n", f=number)]))
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8 and all(rows == [n * number for n in range(1, 51)] for number, rows in answers)


def test_one_program_is_kept_open():
    cqcq.query("RETURN 1 AS a")
    process = cqcq._default._process.pid
    cqcq.query("RETURN 2 AS a")
    assert cqcq._default._process.pid == process
    cqcq.close()
    assert cqcq.query("RETURN 3 AS a")[0]["a"] == 3 and cqcq._default._process.pid != process


def test_program_that_ends():
    with cqcq.connect() as session:
        session.query("RETURN 1 AS a")
        session._process.kill()
        with pytest.raises(cqcq.ProgramError, match="cqcq ended"):
            session.query("RETURN 1 AS a")
        with pytest.raises(cqcq.ProgramError, match="closed"):
            session.query("RETURN 1 AS a")
    with pytest.raises(cqcq.ProgramError, match="cannot be started"):
        cqcq.connect(program="/nowhere/cqcq")
    with pytest.raises(cqcq.ProgramError, match="nowhere"), cqcq.connect(load="/nowhere") as session:
        session.query("RETURN 1 AS a")


def test_options(tmp_path):
    with cqcq.connect(workspace=tmp_path / "w.cypher") as session:
        session.query("CREATE (:Note {text: $text})", text="it's\nkept")
    with cqcq.connect(workspace=tmp_path / "w.cypher", read_only=True) as session:
        assert one(session, "MATCH (n:Note) RETURN n.text AS x") == "it's\nkept"
        with pytest.raises(cqcq.QueryError):
            session.query("CREATE (:Note)")
    with cqcq.connect(as_of=datetime.date(2021, 7, 28)) as session:
        assert one(session, "MATCH (s:QualityStatement) RETURN count(s) AS n") == 0
    with cqcq.connect(timeout=0.2) as session, pytest.raises(cqcq.QueryError, match="TimeLimit"):
        session.query("MATCH (a), (b), (c), (d) WHERE a.id > b.id AND c.code = d.code RETURN count(*) AS n")


def test_pandas(session):
    pandas = pytest.importorskip("pandas")
    frame = session.query(
        "UNWIND [1, 2, null] AS n RETURN n, n * 1.5 AS f, toString(n) AS t, date({year: 2020 + coalesce(n, 0)}) AS d, duration({days: n}) AS p, n = 1 AS b, [n] AS l"
    ).to_pandas()
    assert [str(kind) for kind in frame.dtypes[["n", "f", "b"]]] == ["Int64", "float64", "boolean"]
    assert pandas.api.types.is_datetime64_any_dtype(frame["d"]) and pandas.api.types.is_timedelta64_dtype(frame["p"])
    assert frame["d"][0] == pandas.Timestamp("2021-01-01") and frame["l"][0] == [1] and frame["t"][2] is None
    assert one(session, "RETURN $x AS x", x=frame["n"][0]) == 1 and one(session, "RETURN $x AS x", x=frame["f"].to_numpy()[:2]) == [1.5, 3.0]
    empty = session.query("MATCH (n:Nothing) RETURN n.a AS a, n.b AS b").to_pandas()
    assert list(empty.columns) == ["a", "b"] and len(empty) == 0
    assert list(session.query("RETURN 1 AS a").to_pandas()["a"]) == [1]


def test_polars(session):
    polars = pytest.importorskip("polars")
    frame = session.query("UNWIND [1, null] AS n RETURN n, date({year: 2020, month: 1, day: coalesce(n, 2)}) AS d, duration({days: 1}) AS p, [n] AS l, 'x' AS t").to_polars()
    assert frame.schema["n"] == polars.Int64 and frame.schema["d"] == polars.Date and frame.schema["p"] == polars.Duration("us") and frame.schema["t"] == polars.String
    nodes = session.query("MATCH (k:KeyQuestion) RETURN k ORDER BY k.position").to_polars()
    assert nodes["k"].struct.field("title").to_list()[0] == "Safe"


def test_notebook():
    testing = pytest.importorskip("IPython.testing.globalipapp")
    shell = testing.get_ipython()
    shell.run_line_magic("load_ext", "cqcq")
    shell.user_ns["code"] = "W3"
    shell.run_cell_magic("cqcq", "found <<", "MATCH (s:QualityStatement {code: $code})\nRETURN s.title AS title")
    assert list(shell.user_ns["found"]["title"]) == ["Freedom to speak up"]
    assert list(shell.run_line_magic("cqcq", "RETURN 1 AS a")["a"]) == [1]
    assert shell.run_cell_magic("cqcq", "", "RETURN x") is None


def test_ends_with_its_user():
    """A program that forgets to close leaves nothing behind."""
    script = "import cqcq; cqcq.query('RETURN 1 AS a'); print(cqcq._default._process.pid)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert run.returncode == 0, run.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int(run.stdout), 0)
