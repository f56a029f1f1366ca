#!/usr/bin/env python3
"""Asks an engine many queries in SQL, over tables that it makes first.

usage: sql_answers.py duckdb|postgres|spark SCHEMA.sql < QUERIES > ANSWERS

QUERIES is a list of texts in JSON, each giving rows of one column of text. ANSWERS is a list of objects beside it: `rows`, a list of
texts, or `error`, what the engine says. For PostgreSQL a cluster of its own is made in a temporary folder, as an unprivileged user and
with a socket in that folder alone, and taken down at the end. Exits with 3 and a reason where the engine is not there."""

import glob
import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MARK = "@@ query"


class Missing(Exception):
    pass


def duckdb_answers(schema, queries):
    try:
        import duckdb
    except ImportError:
        raise Missing("the Python module duckdb is not installed")
    database = duckdb.connect(":memory:")
    database.execute("SET threads = 2")
    database.execute(schema)
    answers = []
    for query in queries:
        try:
            answers.append({"rows": [row[0] for row in database.execute(query).fetchall()]})
        except Exception as error:
            answers.append({"error": str(error)})
    return answers


class Cluster:
    """PostgreSQL in a folder of its own."""

    def __init__(self):
        found = shutil.which("initdb") and Path(os.path.realpath(shutil.which("initdb"))).parent
        installed = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        self.programs = Path(installed[-1]) if installed else found
        if not self.programs or not (self.programs / "postgres").exists():
            raise Missing("PostgreSQL is not installed")
        self.folder = Path(tempfile.mkdtemp(prefix="cqcq-pg-"))
        self.user = None
        if os.geteuid() == 0:
            names = [user.pw_name for user in pwd.getpwall()]
            self.user = next((name for name in ("postgres", "nobody") if name in names), None)
            if not self.user:
                raise Missing("there is no user who could run PostgreSQL")
            shutil.chown(self.folder, self.user)
        os.chmod(self.folder, 0o755)
        self.run("initdb", "-D", self.folder / "data", "-U", "cqcq", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.run(
            "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o",
            f"-k {self.folder} -h '' -c fsync=off -c max_parallel_workers_per_gather=0 -c statement_timeout=60000", "start")

    def run(self, program, *words):
        command = [str(self.programs / program), *map(str, words)]
        if self.user:
            command = ["setpriv", f"--reuid={self.user}", f"--regid={pwd.getpwnam(self.user).pw_gid}", "--clear-groups", *command]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=program != "pg_ctl", text=True, cwd="/", env=os.environ | {"LC_ALL": "C"},
                              **({"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if program == "pg_ctl" else {}))
        if done.returncode:
            raise Missing(f"{program} fails: {(done.stderr or '').strip()[:300]}")

    def client(self):
        return ["psql", "-X", "-q", "-A", "-t", "-h", str(self.folder), "-U", "cqcq", "-d", "postgres"]

    def close(self):
        try:
            self.run("pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def postgres_answers(schema, queries):
    cluster = Cluster()
    try:
        subprocess.run([*cluster.client(), "-v", "ON_ERROR_STOP=1"], input=schema, text=True, check=True, stdout=subprocess.DEVNULL)
        script = "".join(f"\\echo {MARK}\n\\warn {MARK}\n{query}\n" for query in queries)
        done = subprocess.run([*cluster.client(), "-v", "VERBOSITY=terse"], input=script, text=True, capture_output=True)
        rows, errors = ([part.strip("\n") for part in text.split(f"{MARK}\n")[1:]] for text in (done.stdout, done.stderr))
        if len(rows) != len(queries) or len(errors) != len(queries):
            raise Missing("psql gives other answers than were asked for: " + done.stderr[:300])
        return [{"error": error} if error else {"rows": text.split("\n") if text else []} for text, error in zip(rows, errors)]
    finally:
        cluster.close()


def spark_answers(schema, queries):
    """Of one process, or of the cluster that $CQCQ_SPARK_MASTER names."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Missing("the Python module pyspark is not installed")
    folder = tempfile.mkdtemp(prefix="cqcq-spark-")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.ui.enabled": "false", "spark.sql.ansi.enabled": "true", "spark.sql.warehouse.dir": f"{folder}/tables", "spark.local.dir": folder,
        "spark.sql.catalogImplementation": "in-memory", "spark.sql.shuffle.partitions": "2", "spark.log.level": "OFF", "spark.driver.memory": "1g"}
    builder = SparkSession.builder.master(os.environ.get("CQCQ_SPARK_MASTER", "local[2]"))
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        raise Missing(f"Spark does not start: {str(error)[:300]}")

    def rows(text):
        """Of the last of several statements; none has a line end within quotes."""
        for statement in text.split(";\n"):
            if statement.strip():
                found = session.sql(statement.rstrip().removesuffix(";"))
        return [row[0] for row in found.collect()]

    try:
        rows(schema)
        answers = []
        for query in queries:
            try:
                answers.append({"rows": rows(query)})
            except Exception as error:
                answers.append({"error": str(error)[:2000]})
        return answers
    finally:
        session.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    engines = {"duckdb": duckdb_answers, "postgres": postgres_answers, "spark": spark_answers}
    schema = Path(sys.argv[2]).read_text()
    try:
        answers = engines[sys.argv[1]](schema, json.load(sys.stdin))
    except Missing as reason:
        print(reason, file=sys.stderr)
        return 3
    json.dump(answers, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
