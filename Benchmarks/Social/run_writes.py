#!/usr/bin/env python3
"""Times the writes of writes.toml, each over the graph as it was loaded, and compares the graphs afterwards.

usage: run_writes.py --data DIR --out result.json --exe PROGRAM [--peers a,b] [--writes w01,w02] [--repeats N] [--timeout S]

All are in memory. Each run begins in the loaded state: in a new process, for SQLite in a copy of a process that has loaded. Kùzu and LadybugDB load
for long and run each write once: after a ROLLBACK Kùzu is not what it was. A time is that of the statement with its commit. Memory is the most that the process held while it ran, less what it held before."""

import argparse
import csv
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
SQL_TYPES = {"STRING": "VARCHAR", "INT64": "BIGINT", "DOUBLE": "DOUBLE", "DATE": "DATE"}
LITE_TYPES = {"STRING": "TEXT", "INT64": "INTEGER", "DOUBLE": "REAL", "DATE": "TEXT"}
DIALECTS = {"duckdb": ["duckdb", "sql"], "sqlite": ["sqlite", "sql"], "kuzu": ["kuzu", "cypher"], "ladybug": ["kuzu", "cypher"], "exe": ["cypher"]}

options = argparse.ArgumentParser()
options.add_argument("--data", type=Path, required=True)
options.add_argument("--out", type=Path)
options.add_argument("--exe", type=Path)
options.add_argument("--peers", default="duckdb,kuzu,ladybug,sqlite")
options.add_argument("--writes", default="")
options.add_argument("--repeats", type=int, default=3)
options.add_argument("--timeout", type=float, default=120)
options.add_argument("--child")
options = options.parse_args()
DATA = options.data.resolve()
SCHEMA = json.loads((DATA / "schema.json").read_text())
LAST = sum(part["n"] for part in SCHEMA["nodes"].values())


def tables():
    for label, part in SCHEMA["nodes"].items():
        yield label, part["cols"], DATA / f"nodes_{label}.csv"
    for kind, part in SCHEMA["rels"].items():
        yield kind, [["src", "INT64"], ["dst", "INT64"], *part["cols"]], DATA / f"rels_{kind}.csv"


def given_rows(folder):
    """100,000 pairs of Person and Post: likes that there are, and as many that are drawn."""
    dice = random.Random(3)
    with open(DATA / "rels_LIKES.csv", newline="") as file:
        likes = [(row["src"], row["dst"]) for row in csv.DictReader(file)]
    def ids(label):
        with open(DATA / f"nodes_{label}.csv", newline="") as file:
            return [row["id"] for row in csv.DictReader(file)]
    people, posts = ids("Person"), ids("Post")
    rows = dict.fromkeys(dice.sample(likes, min(50000, len(likes))))
    for _ in range(50000):
        rows[dice.choice(people), dice.choice(posts)] = None
    rows = list(rows)
    dice.shuffle(rows)
    path = folder / "rows.csv"
    path.write_text("src,dst\n" + "".join(f"{a},{b}\n" for a, b in rows))
    return path


def text(write, peer, part=None):
    """What the peer is given; None where it is not asked."""
    texts = write if part is None else write.get(part, {})
    found = next((texts[dialect] for dialect in DIALECTS[peer] if dialect in texts), None)
    return found and found.replace("$last", str(LAST)).replace("$rows", os.environ.get("CQCQ_GIVEN_ROWS", ""))


# Memory

def resident(process, what="VmRSS"):
    """MiB; `VmHWM` since `forget`."""
    return int(re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) / 1024


def forget(process):
    """Begins the most that the process held anew."""
    Path(f"/proc/{process}/clear_refs").write_text("5")


def measured(statement, check):
    """One run in this process."""
    own = os.getpid()
    forget(own)
    held, begin = resident(own), time.perf_counter()
    statement()
    ms = (time.perf_counter() - begin) * 1000
    return {"ms": ms, "mib": max(0, resident(own, "VmHWM") - held), "check": same(check()[0])}


def same(row):
    """A row as it is compared. The last digits of a sum of many floats depend on the order in which they are added."""
    def cell(value):
        try:
            number = float(value)
        except (TypeError, ValueError):
            return str(value if value is not None else "")
        return str(int(number)) if number.is_integer() else f"{number:.11g}"
    return [cell(value) for value in row]


# Peers: each gives a dictionary a run.

def duckdb_runs(write):
    import duckdb
    connection = duckdb.connect(":memory:")
    connection.execute(f"SET threads={os.cpu_count()}")
    for name, columns, path in tables():
        types = {column: SQL_TYPES[kind] for column, kind in columns}
        connection.execute(f"CREATE TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in types.items())})")
        connection.execute(f"INSERT INTO {name} SELECT * FROM read_csv('{path}', header=true, columns={types})")
    if before := text(write, "duckdb", "before"):
        connection.execute(before)
    statement, check = text(write, "duckdb"), text(write, "duckdb", "check")
    yield measured(lambda: connection.execute("BEGIN; " + statement + "; COMMIT" if ";" in statement else statement).fetchall(),
                   lambda: connection.execute(check).fetchall())


def sqlite_loaded():
    import sqlite3
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for name, columns, path in tables():
        connection.execute(f"CREATE TABLE {name} ({', '.join(column + ' ' + LITE_TYPES[kind] + (' PRIMARY KEY' if column == 'id' else '') for column, kind in columns)})")
        converters = [{"INT64": int, "DOUBLE": float}.get(kind, str) for _, kind in columns]
        with open(path, newline="") as file:
            rows = csv.reader(file)
            next(rows)
            connection.execute("BEGIN")
            connection.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(columns))})",
                                   ([None if cell == "" else convert(cell) for convert, cell in zip(converters, row)] for row in rows))
            connection.execute("COMMIT")
        if columns[0][0] == "src":
            connection.execute(f"CREATE INDEX ix_{name}_s ON {name}(src, dst)")
            connection.execute(f"CREATE INDEX ix_{name}_d ON {name}(dst, src)")
    connection.execute("ANALYZE")
    return connection


def sqlite_run(connection, write):
    before = text(write, "sqlite", "before")
    if before == os.environ["CQCQ_GIVEN_ROWS"]:
        # SQLite reads no files: what there is in this one is at hand.
        connection.execute("CREATE TEMP TABLE given(src INTEGER, dst INTEGER)")
        with open(before, newline="") as file:
            connection.executemany("INSERT INTO given VALUES (?, ?)", ((int(row["src"]), int(row["dst"])) for row in csv.DictReader(file)))
    elif before:
        connection.executescript(before)
    def statement():
        connection.execute("BEGIN")
        for part in text(write, "sqlite").split(";"):
            connection.execute(part).fetchall()
        connection.execute("COMMIT")
    return measured(statement, lambda: connection.execute(text(write, "sqlite", "check")).fetchall())


def kuzu_runs(peer, write):
    engine = __import__(peer)
    connection = engine.Connection(engine.Database(":memory:", buffer_pool_size=12 << 30), num_threads=os.cpu_count())
    for label, part in SCHEMA["nodes"].items():
        connection.execute(f"CREATE NODE TABLE {label}({', '.join(f'{name} {kind}' for name, kind in part['cols'])}, PRIMARY KEY(id))")
        connection.execute(f"COPY {label} FROM '{DATA}/nodes_{label}.csv' (header=true)")
    for kind, part in SCHEMA["rels"].items():
        ends = [f"FROM {source} TO {target}" for source, target in part["pairs"]]
        connection.execute(f"CREATE REL TABLE {kind}({', '.join(ends + [f'{name} {type}' for name, type in part['cols']])})")
        connection.execute(f"COPY {kind} FROM '{DATA}/rels_{kind}.csv' (header=true)")
    if before := text(write, peer, "before"):
        connection.execute(before)
    def rows(statement):
        result = connection.execute(statement)
        found = []
        while result.has_next():
            found.append(result.get_next())
        return found
    yield measured(lambda: rows(text(write, peer)), lambda: rows(text(write, peer, "check")))


def exe_runs(write):
    """The program with its statements on a pipe, so that its memory can be seen between them."""
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen([options.exe, "--load", DATA, "-f", "-", "--format", "csv", "--timer", "--allow-files", Path(os.environ["CQCQ_GIVEN_ROWS"]).parent],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True)
        done = 0
        def told():
            errors.seek(0)
            return errors.read()
        def run(statement):
            nonlocal done
            process.stdin.write(statement + ";\n")
            process.stdin.flush()
            while len(found := re.findall(r"^time: ([0-9.]+) ms", told(), re.M)) == done:
                if process.poll() is not None:
                    raise RuntimeError(told().strip()[-300:])
                time.sleep(0.001)
            done = len(found)
            return float(found[-1])
        try:
            run(text(write, "exe", "before") or "RETURN 1")
            held = resident(process.pid)
            forget(process.pid)
            ms = run(text(write, "exe"))
            most = resident(process.pid, "VmHWM")
            run(text(write, "exe", "check"))
            process.stdin.close()
            row = list(csv.reader(process.stdout.read().splitlines()))[-1]
            yield {"ms": ms, "mib": max(0, most - held), "check": same(row)}
        finally:
            process.kill()
            process.wait()


# Runs

def say(**found):
    print("@@" + json.dumps(found), flush=True)


def child(peer, writes):
    """Says what each run found, for the process that asked."""
    def guarded(name, runs):
        try:
            for run in runs():
                say(name=name, **run)
        except Exception as error:
            say(name=name, err=" ".join(str(error).split())[:200])
    if peer != "sqlite":
        for write in writes:
            guarded(write["name"], lambda: {"duckdb": duckdb_runs, "exe": exe_runs}.get(peer, lambda write: kuzu_runs(peer, write))(write))
        return
    connection = sqlite_loaded()
    for write in writes:
        for _ in range(options.repeats):
            # The copy has the graph as it was loaded, and takes what it writes with it.
            if (copy := os.fork()) == 0:
                signal.alarm(int(options.timeout))
                guarded(write["name"], lambda: [sqlite_run(connection, write)])
                os._exit(0)
            os.waitpid(copy, 0)


def asked(peer, writes, seconds):
    """What a child said, by write."""
    command = [sys.executable, __file__, "--child", peer, "--data", DATA, "--writes", ",".join(write["name"] for write in writes),
               "--repeats", str(options.repeats), "--timeout", str(options.timeout), *(["--exe", options.exe] if options.exe else [])]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
    found = {}
    for line in out.splitlines():
        if line.startswith("@@"):
            run = json.loads(line[2:])
            found.setdefault(run.pop("name"), []).append(run)
    return found


def summed(runs):
    if not runs:
        return {"err": f"over {options.timeout:.0f} s"}
    good = [run for run in runs if "err" not in run]
    if not good:
        return {"err": runs[0]["err"]}
    # Memory of the first run: what is free after it may be used again.
    return {"ms": statistics.median(run["ms"] for run in good), "mib": good[0]["mib"], "n": len(good), "checks": [run["check"] for run in good]}


def peer_results(peer, writes):
    writes = [write for write in writes if text(write, peer)]
    if peer == "sqlite":
        # Loading takes long as well.
        found = asked(peer, writes, 900 + len(writes) * options.repeats * options.timeout)
        return {write["name"]: summed(found.get(write["name"])) for write in writes}
    results = {}
    for write in writes:
        runs = []
        for _ in range(options.repeats if peer in ("exe", "duckdb") else 1):
            runs += asked(peer, [write], options.timeout + 60).get(write["name"], [])
        results[write["name"]] = summed(runs)
        print("#", peer, write["name"], {key: value for key, value in results[write["name"]].items() if key != "checks"}, file=sys.stderr, flush=True)
    return results


def main():
    writes = tomllib.loads((HERE / "writes.toml").read_text())["write"]
    if options.writes:
        writes = [write for write in writes if write["name"] in options.writes.split(",")]
    if options.child:
        return child(options.child, writes)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CQCQ_GIVEN_ROWS"] = str(given_rows(Path(folder)))
        peers = (["exe"] if options.exe else []) + options.peers.split(",")
        result = {"sf": SCHEMA["sf"], "repeats": options.repeats, "writes": {write["name"]: write["about"] for write in writes},
                  "peers": {peer: peer_results(peer, writes) for peer in peers}}
    for write in result["writes"]:
        # The state that most agree on, in every run.
        states = [json.dumps(check) for peer in peers for check in result["peers"][peer].get(write, {}).get("checks", [])[:1]]
        for peer in peers:
            if checks := result["peers"][peer].get(write, {}).pop("checks", None):
                result["peers"][peer][write]["same"] = all(json.dumps(check) == max(states, key=states.count) for check in checks)
                result["peers"][peer][write]["state"] = checks[0]
    if options.out:
        options.out.write_text(json.dumps(result, indent=1))


main()
