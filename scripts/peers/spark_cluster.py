"""A standalone cluster of Spark on this machine: a master and workers, each a process of its own with its executors."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path


class Cluster:
    def __init__(self, workers=2, memory=1):
        """`memory` of each worker is in GiB."""
        import pyspark
        self.memory = memory
        self.folder = Path(tempfile.mkdtemp(prefix="cqcq-spark-"))
        self.program = Path(pyspark.__file__).parent / "bin" / "spark-class"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"spark://127.0.0.1:{self.port}"
        self.processes = [self.start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(self.port), "--webui-port", "0")]
        self.wait("master", "I have been elected leader")
        for number in range(workers):
            self.processes.append(self.start(
                f"worker{number}", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", f"{memory * 1024 + 512}m",
                "--work-dir", str(self.folder / f"work{number}"), self.address))
        for number in range(workers):
            self.wait(f"worker{number}", "Successfully registered with master")

    def start(self, name, *words):
        log = open(self.folder / f"{name}.log", "w")
        environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(self.folder), "SPARK_DAEMON_MEMORY": "256m"}
        # A group of its own, so that a worker can be killed with its executors.
        return subprocess.Popen([self.program, *words], stdout=log, stderr=log, env=environment, start_new_session=True)

    def wait(self, name, words):
        log = self.folder / f"{name}.log"
        for _ in range(600):
            if words in log.read_text():
                return
            time.sleep(0.2)
        raise SystemExit(f"the {name} of Spark does not start: {log.read_text()[-500:]}")

    def session(self, tables, broadcast):
        """`tables` is a folder for their files, which every worker can read; `broadcast` the MiB of a table that each of them gets whole for a join."""
        from pyspark.sql import SparkSession
        settings = {
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.ansi.enabled": "true", "spark.sql.warehouse.dir": tables, "spark.executor.memory": f"{self.memory}g",
            "spark.executor.cores": "1", "spark.sql.catalogImplementation": "in-memory", "spark.sql.shuffle.partitions": "4",
            "spark.log.level": "OFF", "spark.local.dir": self.folder, "spark.driver.memory": f"{self.memory}g", "spark.sql.autoBroadcastJoinThreshold": f"{broadcast}m"}
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        builder = SparkSession.builder.master(self.address)
        for name, value in settings.items():
            builder = builder.config(name, str(value))
        return builder.getOrCreate()

    def kill_worker(self):
        """The last one, without a word, and its executors with it."""
        os.killpg(self.processes.pop().pid, signal.SIGKILL)

    def close(self):
        for process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        shutil.rmtree(self.folder, ignore_errors=True)
